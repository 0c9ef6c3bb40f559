"""What is told without a dossier: the windows, the thresholds of usage, an empty dossier to fill."""
