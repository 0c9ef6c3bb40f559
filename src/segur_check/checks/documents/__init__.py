"""DOC: what the attachments say, as documents."""
