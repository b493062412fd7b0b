"""Question banks: from YAML that people write to questions that can be asked, searched and checked."""
