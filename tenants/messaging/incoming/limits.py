"""How much of a mail is looked at: whoever sends one decides what is in it."""

MOST_PARTS = 100
DEEPEST = 12
#: Of multipart kinds that a mail may announce; the parser of the standard library goes down one call for each.
MOST_BOUNDARIES = 40
MOST_FILES = 10
LONGEST_HTML = 300_000  # signs
MOST_TAGS = 6_000
LONGEST_TEXT = 60_000  # signs that are looked at, quoted ones included
LONGEST_ANSWER = 20_000  # signs that are kept
LONGEST_HEAD = 64_000  # bytes, of a mail that is too big to be read
LONGEST_HEADER = 2_000  # signs
MOST_ADDRESSES = 50
MOST_HOPS = 40
