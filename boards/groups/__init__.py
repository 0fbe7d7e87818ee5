"""An adviser's group: its members, offers shared with them, advice, workshops with seats."""
