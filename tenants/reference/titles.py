"""French job titles written for both genders, taken apart: "Vendeur / Vendeuse en boulangerie"."""

import re

# Acronyms and remarks beside the title: "(AESH)", "-PNC -".
_REMARK = re.compile(r"\s*(\([^)]*\)|(?<=\s)-\s?[A-Z]{2,}\s?-(?=\s|$))")
# "spécialisé(e)", "site(s)": glued to its word, unlike a remark.
_GLUED_ENDING = re.compile(r"(?<=\w)\((es?|s)\)")
_SAME_ROOT = 3  # letters that a masculine and a feminine word share: "hôte / hôtesse", "barman / barmaid"


def gendered_forms(title: str) -> tuple[str, ...]:
    """The titles a double title stands for: masculine, then feminine where it differs.

    "Boulanger / Boulangère" → ("Boulanger", "Boulangère");
    "Artiste plasticien / plasticienne" → ("Artiste plasticien", "Artiste plasticienne").
    """
    masculine = _split(_without_remarks(_GLUED_ENDING.sub("", title)))[0]
    feminine = _split(_without_remarks(_GLUED_ENDING.sub(r"\1", title)))[-1]
    return (masculine, feminine) if " / " in title else (masculine,)


def _without_remarks(title: str) -> str:
    return " ".join(_REMARK.sub("", title).split())


def _split(title: str) -> tuple[str, str]:
    left, slash, right = title.partition(" / ")
    if not slash:
        return title, title
    before, after = left.split(), right.split()
    pairs = _paired_words(before, after)
    if pairs:
        # "en boulangerie" comes once for both genders, and so does "artiste" before "plasticien".
        head, tail = before[: pairs[0]], after[len(pairs) :]
    else:
        # No word in common: "Steward / Hôtesse de train" shares its end, longer titles are two of their own.
        head, tail = [], after[1:] if len(before) == 1 else []
    return " ".join(before + tail), " ".join(head + after)


def _paired_words(before: list[str], after: list[str]) -> list[int]:
    """Where, in the masculine words, the first feminine words have their counterparts."""
    found: list[int] = []
    for word in after:
        start = found[-1] + 1 if found else 0
        match = next((at for at in range(start, len(before)) if _is_pair(before[at], word)), None)
        if match is None:
            break
        found.append(match)
    return found


def _is_pair(masculine: str, feminine: str) -> bool:
    masculine, feminine = masculine.casefold(), feminine.casefold()
    return feminine.startswith(masculine[:_SAME_ROOT]) or feminine.endswith(masculine)
