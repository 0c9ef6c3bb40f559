"""Many dossiers: find them, tie those that concern each other, check each apart from the others."""
