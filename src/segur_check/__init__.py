"""Checks Ségur numérique funding requests before they are filed with the ASP."""

__version__ = "0.3.0"
