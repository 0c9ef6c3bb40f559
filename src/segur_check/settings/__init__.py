"""The two TOML files of the user: segur-check.toml of a supplier, dossier.toml of a dossier."""
