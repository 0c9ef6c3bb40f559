"""What the commands show at a terminal."""
