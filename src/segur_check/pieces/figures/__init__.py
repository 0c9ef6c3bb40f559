"""The figures of a document, what each is of, and what they say of a value of the JSON."""
