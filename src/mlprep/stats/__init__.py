"""Sums of attempts in, summaries out. Pure."""
