"""What a question asks of the reports, and of which."""
