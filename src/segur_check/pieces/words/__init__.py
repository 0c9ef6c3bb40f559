"""The words of a document: its text, and the words that say what it is."""
