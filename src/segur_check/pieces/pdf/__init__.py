"""The file: whether it is a PDF, whether it opens, the objects in it."""
