"""What is there only for speed: without it the answers are the same, and come later.

Each module says why it is there and what it gains: the processor time with it over the time without it,
taken in turn in one run, mostly over 15 documents of the examples, of a page or two each.
"""
