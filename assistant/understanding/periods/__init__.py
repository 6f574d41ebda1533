"""British days and periods of a question."""
