"""The adviser's desk: one page that says whom to call and which offers need a hand. It holds no rows of its own."""
