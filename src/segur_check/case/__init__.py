"""What a control is given, and the questions it may ask of it."""
