"""Ways of answering from the reports, each for its kind of question."""
