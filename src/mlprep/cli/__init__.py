"""The commands: each parses, opens, calls and renders."""
