"""WCAG 2.2 contrast: which pairs of tokens meet on a page, and what to do when a pair is too close."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from themes.colour import linear_rgb, to_oklch, with_lightness
from themes.tokens import DARK_STATES, LIGHT_STATES, Palette, States, Tokens

TEXT = 4.5  # WCAG 1.4.3
EDGE = 3.0  # WCAG 1.4.3 for large text, 1.4.11 for edges of controls and the focus ring

ROLE_LABELS = {
    "brand": gettext_lazy("La couleur de marque"),
    "brand_ink": gettext_lazy("Le texte des boutons"),
    "accent": gettext_lazy("La couleur d’accent"),
    "ink": gettext_lazy("La couleur du texte"),
    "ink_soft": gettext_lazy("La couleur du texte secondaire"),
    "danger": gettext_lazy("Le rouge des erreurs"),
    "good": gettext_lazy("Le vert des réussites"),
    "warn": gettext_lazy("L’ocre des mises en garde"),
}
GROUND_LABELS = {
    "paper": pgettext_lazy("sur …", "le fond de page"),
    "raised": pgettext_lazy("sur …", "le fond des champs et des cartes"),
    "wash": pgettext_lazy("sur …", "le fond teinté"),
    "brand": pgettext_lazy("sur …", "la couleur de marque"),
}
PAIRS = (
    *((front, ground, TEXT) for front in ("ink", "ink_soft", "brand") for ground in ("paper", "raised", "wash")),
    ("brand_ink", "brand", TEXT),
    *(("accent", ground, EDGE) for ground in ("paper", "raised", "wash")),
)
STATE_PAIRS = tuple((state, ground) for state in ("danger", "good", "warn") for ground in ("paper", "raised"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ContrastProblem:
    """Two tokens too close to each other, with the nearest colour that would do."""

    scheme: str  # "light" or "dark"
    role: str
    ground: str
    ratio: float
    needed: float
    change: str  # the token to change
    proposal: str  # "#rrggbb"
    message: str


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = linear_rgb(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Contrast from 1 to 21, the same both ways."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def nearest(colour: str, *, against: Sequence[tuple[str, float]]) -> str:
    """The colour closest in lightness, same hue, that keeps every (other colour, minimum) of `against`.

    When no lightness does (the others pull both ways) the one that comes closest is returned.
    """
    if all(ratio(colour, other) >= minimum for other, minimum in against):
        return colour
    start = to_oklch(colour)[0]
    candidates = sorted((step / 200 for step in range(201)), key=lambda lightness: abs(lightness - start))
    best, best_margin = colour, 0.0
    for lightness in candidates:
        candidate = with_lightness(colour, lightness)
        margin = min(ratio(candidate, other) / minimum for other, minimum in against)
        if margin >= 1:
            return candidate
        if margin > best_margin:
            best, best_margin = candidate, margin
    return best


def check(tokens: Tokens, *, chosen: Collection[str] = ()) -> list[ContrastProblem]:
    """Every pair that fails, light scheme first; an empty list means the look may be saved.

    `chosen`: the tokens a person set; of a failing pair, the one they chose is the one asked to change.
    """
    return [
        *_check_palette("light", tokens.light, LIGHT_STATES, chosen),
        *_check_palette("dark", tokens.dark, DARK_STATES, chosen),
    ]


def _check_palette(scheme: str, palette: Palette, states: States, chosen: Collection[str]) -> Iterator[ContrastProblem]:
    for role, ground, needed in PAIRS:
        if ratio(getattr(palette, role), getattr(palette, ground)) < needed:
            change = _blame(role, ground, chosen)
            yield _problem(scheme, palette, states, role=role, ground=ground, needed=needed, change=change)
    for state, ground in STATE_PAIRS:  # the state colours are ours: the ground has to give way
        if ratio(getattr(states, state), getattr(palette, ground)) < TEXT:
            yield _problem(scheme, palette, states, role=state, ground=ground, needed=TEXT, change=ground)


def _blame(role: str, ground: str, chosen: Collection[str]) -> str:
    if role in chosen or not chosen:
        return role
    if ground in chosen:
        return ground
    return "paper" if ground == "wash" and "paper" in chosen else role  # the wash is derived from the paper


def _neighbours(token: str, palette: Palette, states: States) -> list[tuple[str, float]]:
    """What `token` must stand out from, either way round, with the contrast it needs there."""
    as_text = [(getattr(palette, ground), needed) for role, ground, needed in PAIRS if role == token]
    if as_text:
        return as_text
    as_ground = [(getattr(palette, role), needed) for role, ground, needed in PAIRS if ground == token]
    return as_ground + [(getattr(states, state), TEXT) for state, ground in STATE_PAIRS if ground == token]


def _problem(
    scheme: str, palette: Palette, states: States, *, role: str, ground: str, needed: float, change: str
) -> ContrastProblem:
    front = getattr(states, role) if hasattr(states, role) else getattr(palette, role)
    found = ratio(front, getattr(palette, ground))
    proposal = nearest(getattr(palette, change), against=_neighbours(change, palette, states))
    darker = luminance(proposal) < luminance(getattr(palette, change))
    if change == role:
        advice = (
            _("choisissez une teinte plus foncée, par exemple %(proposal)s.")
            if darker
            else _("choisissez une teinte plus claire, par exemple %(proposal)s.")
        )
    else:
        advice = (
            _("choisissez un fond plus foncé, par exemple %(proposal)s.")
            if darker
            else _("choisissez un fond plus clair, par exemple %(proposal)s.")
        )
    finding = _("%(role)s sur %(ground)s%(dark)s n’a qu’un contraste de %(found)s ; il faut %(needed)s : ")
    message = (finding + advice) % {
        "role": ROLE_LABELS[role],
        "ground": GROUND_LABELS[ground],
        "found": decimal(found),
        "needed": decimal(needed),
        "proposal": proposal,
        "dark": "" if scheme == "light" else _(" en mode sombre"),
    }
    return ContrastProblem(
        scheme=scheme,
        role=role,
        ground=ground,
        ratio=found,
        needed=needed,
        change=change,
        proposal=proposal,
        message=message,
    )


def decimal(value: float) -> str:
    """One decimal, French comma, rounded down: 4.49 must not read "4,5"."""
    whole, tenths = divmod(int(value * 10), 10)
    return f"{whole},{tenths}" if tenths else str(whole)
