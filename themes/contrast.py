"""WCAG 2.2 contrast: which pairs of tokens meet on a page, and what to do when a pair is too close."""

from collections.abc import Iterator, Sequence
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


def check(tokens: Tokens) -> list[ContrastProblem]:
    """Every pair that fails, light scheme first; an empty list means the look may be saved."""
    return [
        *_check_palette("light", tokens.light, LIGHT_STATES),
        *_check_palette("dark", tokens.dark, DARK_STATES),
    ]


def _check_palette(scheme: str, palette: Palette, states: States) -> Iterator[ContrastProblem]:
    for role, ground, needed in PAIRS:
        found = ratio(getattr(palette, role), getattr(palette, ground))
        if found < needed:
            others = [(getattr(palette, g), n) for r, g, n in PAIRS if r == role]
            proposal = nearest(getattr(palette, role), against=others)
            yield _problem(scheme, palette, role, ground, found, needed, role, proposal)
    for state, ground in STATE_PAIRS:
        found = ratio(getattr(states, state), getattr(palette, ground))
        if found < TEXT:  # the state colours are ours: the ground has to give way
            others = [(getattr(states, s), TEXT) for s, g in STATE_PAIRS if g == ground]
            proposal = nearest(getattr(palette, ground), against=others)
            yield _problem(scheme, palette, state, ground, found, TEXT, ground, proposal)


def _problem(
    scheme: str, palette: Palette, role: str, ground: str, found: float, needed: float, change: str, proposal: str
) -> ContrastProblem:
    darker = luminance(proposal) < luminance(getattr(palette, change))
    values = {
        "role": ROLE_LABELS[role],
        "ground": GROUND_LABELS[ground],
        "found": _decimal(found),
        "needed": _decimal(needed),
        "proposal": proposal,
        "dark": "" if scheme == "light" else _(" en mode sombre"),
    }
    if change == role and darker:
        advice = _("choisissez une teinte plus foncée, par exemple %(proposal)s.")
    elif change == role:
        advice = _("choisissez une teinte plus claire, par exemple %(proposal)s.")
    elif darker:
        advice = _("choisissez un fond plus foncé, par exemple %(proposal)s.")
    else:
        advice = _("choisissez un fond plus clair, par exemple %(proposal)s.")
    finding = _(
        "%(role)s sur %(ground)s%(dark)s n’a qu’un contraste de %(found)s ; il faut %(needed)s : "
    )
    return ContrastProblem(
        scheme=scheme,
        role=role,
        ground=ground,
        ratio=found,
        needed=needed,
        change=change,
        proposal=proposal,
        message=finding % values + advice % values,
    )


def _decimal(value: float) -> str:
    """One decimal, French comma, rounded down: 4.49 must not read "4,5"."""
    whole, tenths = divmod(int(value * 10), 10)
    return f"{whole},{tenths}" if tenths else str(whole)
