"""What each word of a question to the register stands for."""
