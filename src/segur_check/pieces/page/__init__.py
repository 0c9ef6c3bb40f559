"""A page as a viewer shows it: its text, where it stands, what is hidden."""
