"""The sample library: reports and a register of an invented force, and what builds them."""
