"""Which occupation a title means: asked of the reference, never of the employer as a code."""

from tenants.reference import occupations

MOST = 3


def guesses_for(title: str) -> list[tuple[str, str]]:
    """At most three (code, label) for a title, the likeliest first: «Boulanger de nuit F/H» → D1102 …"""
    bare = title.removesuffix(" F/H").strip()
    found: dict[str, str] = {}
    for text in [bare, *_phrases(bare)]:
        exact = occupations.codes_for(text)
        suggested = occupations.suggest(text, limit=2 * MOST)
        # What people call so comes before what merely begins so.
        for one in sorted(suggested, key=lambda one: one.code not in exact):
            found.setdefault(one.code, one.label)
        for code in sorted(exact - found.keys()):
            found[code] = occupations.label_of(code)
        if exact:
            break
    return list(found.items())[:MOST]


def is_plain(title: str) -> bool:
    """Whether a title, whole, is what people call one occupation and no other: «Boulanger F/H», «plombière»."""
    return len(occupations.codes_for(title.removesuffix(" F/H").strip())) == 1


def _phrases(title: str) -> list[str]:
    """The longest parts of a title that name an occupation: «boulanger» in «boulanger de nuit à Bergues»."""
    words = title.split()
    matches = occupations.phrases_in(words)
    return [" ".join(words[match.start : match.end]) for match in matches]
