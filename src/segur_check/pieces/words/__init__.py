"""The words of a document: its text, and the words that tell what it is."""
