"""A language model as a judge, beside the rules, where one is configured."""
