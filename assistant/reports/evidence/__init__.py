"""What the reports hold, as it may be quoted."""
