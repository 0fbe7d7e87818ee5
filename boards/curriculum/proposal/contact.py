"""Who it is and how to reach them: the head of a CV."""

import re
from collections.abc import Iterable

from boards.curriculum.proposal.occupations import is_occupation
from boards.curriculum.proposal.plain import as_name, plain, without_bullet

_EMAIL = re.compile(r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9][A-Za-z0-9.-]{0,120}\.[A-Za-z]{2,20}(?![\w-])")
_PHONE = re.compile(r"(?<![\d+])(?:(?:\+|00) ?33 ?(?:\(0\))? ?|0)[1-9](?:[ .\-/]{0,2}\d{2}){4}(?!\d)")
_ABROAD = re.compile(r"(?<![\d+])\+\d{1,3}(?:[ .\-/()]{0,2}\d){7,12}(?!\d)")
_OVERSEAS = {
    "0262": "262", "0263": "262", "0692": "262", "0693": "262", "0269": "262", "0639": "262", "0590": "590",
    "0690": "590", "0691": "590", "0594": "594", "0694": "594", "0596": "596", "0696": "596", "0697": "596",
}  # fmt: skip
_PLACE = re.compile(r"(?<!\d)(?P<code>(?:0[1-9]|[1-8]\d|9[0-8])\d{3}) {1,2}(?P<town>[^\W\d_][^\d,;|•()\t@/]{1,45})")
_CODE_BEHIND = re.compile(r"\((?P<code>(?:0[1-9]|[1-8]\d|9[0-8])\d{3})\)")
_BEFORE_TOWN = re.compile(r"[\d,;|•()\t@/:]")
_TOWN_END = re.compile(r" (?:[-–—]|tel\b|tél\b|port|mail|e-mail|né|permis).*$", re.IGNORECASE)
_CIVILITY = re.compile(
    r"^(?:m\.|mr\.?|mme\.?|mlle\.?|monsieur|madame|nom(?: et prénom)?|prénom(?: et nom)?)\s?:? ", re.I
)
_WORD = re.compile(r"^[^\W\d_]+(?:['-][^\W\d_]+)*\.?$")
_PARTICLES = frozenset({"de", "du", "des", "la", "le", "van", "von", "ben", "el", "da", "dos", "di", "d'"})
_NO_NAME_WORDS = """
curriculum vitae cv profil contact coordonnees adresse telephone tel email mail rue avenue boulevard place allee
chemin impasse route ne nee ans recherche permis celibataire pacse nationalite francaise francais disponible
disponibilite objectif page experience experiences formation formations competences langues diplome junior senior
confirme confirmee debutant debutante alternance apprentissage stage emploi vehicule
"""
_NO_NAMES = frozenset(_NO_NAME_WORDS.split())


def email_in(lines: Iterable[str]) -> str:
    return next((found[0].rstrip(".").lower() for line in lines if (found := _EMAIL.search(line))), "")


def phone_in(lines: Iterable[str]) -> str:
    """The first number, as +33612345678; overseas ones under their own code."""
    for line in lines:
        found = _PHONE.search(line)
        if found:
            digits = re.sub(r"\D", "", found[0].replace("(0)", ""))
            national = (
                "0" + digits.removeprefix("00").removeprefix("33")
                if not digits.startswith("0") or digits.startswith("00")
                else digits
            )
            code = _OVERSEAS.get(national[:4], "33")
            return f"+{code}{national[1:]}"
        abroad = _ABROAD.search(line)
        if abroad:
            return "+" + re.sub(r"\D", "", abroad[0])
    return ""


def place_in(lines: Iterable[str]) -> str:
    """The first postcode with its commune: «59380 Bergues»."""
    for line in lines:
        found = _PLACE.search(line)
        if found:
            return f"{found['code']} {_town(found['town'])}"
        behind = _CODE_BEHIND.search(line)
        town = _town(_BEFORE_TOWN.split(line[: behind.start()][-60:])[-1]) if behind else ""
        if behind and town:
            return f"{behind['code']} {town}"
    return ""


def _town(text: str) -> str:
    return as_name(_TOWN_END.sub("", text.strip()).strip(" -–—.'"))


def name_in(lines: Iterable[str], email: str) -> str:
    """The first line that reads like a name; one that the address confirms before any other."""
    candidates = [name for line in list(lines)[:14] if (name := _name(line))]
    local = plain(email.partition("@")[0]).replace(" ", "") + plain(email.partition("@")[2]).replace(" ", "")
    for name in candidates:
        if any(len(word) > 2 and word in local for word in plain(name).split()):
            return _ordered(name)
    return next((_ordered(name) for name in candidates if not is_occupation(name)), "")


def _name(line: str) -> str:
    first = re.split(r"[|•\t,;(]| [-–—/] ", _CIVILITY.sub("", without_bullet(line)))[0].strip(" :")
    parts = first.split()
    if not 2 <= len(parts) <= 5 or not all(_WORD.match(part) for part in parts):
        return ""
    if any(word in _NO_NAMES for word in plain(first).split()):
        return ""
    capital = [part for part in parts if part.lower() not in _PARTICLES]
    return first if len(capital) >= 2 and all(part[0].isupper() for part in capital) else ""


def _ordered(name: str) -> str:
    """First name first: «VASSEUR Philippe» → «Philippe Vasseur»."""
    parts = name.split()
    loud = [part.isupper() and len(part) > 1 for part in parts]
    if loud[0] and not loud[-1]:
        last = [part for part, is_loud in zip(parts, loud, strict=True) if is_loud or part.lower() in _PARTICLES]
        parts = [part for part in parts if part not in last] + last
    return as_name(" ".join(parts))
