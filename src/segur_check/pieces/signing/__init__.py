"""The signatures of a document, and what came after them."""
