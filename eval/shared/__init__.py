"""Real files that are not part of the project, where there are any: as libraries and cases."""
