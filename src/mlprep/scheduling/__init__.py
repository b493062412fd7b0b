"""When a question is due again. Pure: FSRS stands behind one function."""
