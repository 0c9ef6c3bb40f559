"""One function per control; registry.py lists them all."""
