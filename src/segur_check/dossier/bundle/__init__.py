"""The folder or zip of the attachments: what it holds, under which names."""
