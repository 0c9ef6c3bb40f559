"""Reading a dossier: its JSON, its shape, its requests, its attachments."""
