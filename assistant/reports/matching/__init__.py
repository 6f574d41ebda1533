"""Whether a sentence or a cell is what a question asks for."""
