"""One dossier: identified, assembled, planned, judged, told. What is there only for speed says "Speed:"."""
