"""One number at a time: what the share of an outcome is with each at its low and at its high end."""
