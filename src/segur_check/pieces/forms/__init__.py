"""The fields of a form, and what is printed beside them."""
