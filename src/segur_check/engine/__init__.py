"""One dossier: identified, assembled, planned, judged, told."""
