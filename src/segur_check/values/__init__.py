"""Euros, dates, identifiers and steps, and how each is written for people."""
