"""Bringing a built site to its readers: what changed, when it is due, and where it goes."""
