"""DOC: what the papers say."""
