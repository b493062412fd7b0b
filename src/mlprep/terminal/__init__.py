"""What a user sees and types on: the full screen, the plain line screen, and how values look as text."""
