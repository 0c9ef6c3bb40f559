"""What keeps a hostile file from taking time and memory."""
