"""SQLite: one file that holds everything a candidate has done.

`attempts` and what hangs on it are append-only and are the truth; `standings`, `days` and `points` are derived.
"""
