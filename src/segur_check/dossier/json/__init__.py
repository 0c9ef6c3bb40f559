"""One JSON file: its values, where they stand, what is wrong with its text."""
