"""Nouns only: frozen dataclasses without behaviour beyond what follows from their fields."""
