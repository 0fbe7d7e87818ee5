"""What must not be noted about a person, and what to write instead."""
