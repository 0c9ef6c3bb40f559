"""Reading the attachments themselves."""
