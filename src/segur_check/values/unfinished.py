"""How a file is named while it is written: it is of no dossier, and the next run clears it."""

UNFINISHED = ".segur-check-part"
