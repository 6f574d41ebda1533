"""Composing with a language model, and keeping only what the sources bear out."""
