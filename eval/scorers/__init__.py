"""One scorer a file: what it looks at, and the measures it gives."""
