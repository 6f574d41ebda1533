"""The force's own words: the names and titles that its register prints."""
