"""The data that an invoice embeds (Factur-X)."""
