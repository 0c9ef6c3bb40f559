"""The words of the reports that do not come from the tables."""
