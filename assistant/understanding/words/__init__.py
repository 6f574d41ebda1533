"""A question as words, and what English words mean in one."""
