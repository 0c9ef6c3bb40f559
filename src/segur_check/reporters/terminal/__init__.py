"""The parts of the page at a terminal: headings, things to do, notes."""
