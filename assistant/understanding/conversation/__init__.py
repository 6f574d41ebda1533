"""What a question means after the one before."""
