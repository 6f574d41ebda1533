"""The question banks, and the short reference that computes what the register ones expect."""
