"""Numbers in words."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from boards.reporting.hiding import Number


def number(value: int) -> str:
    """«1 240»."""
    return number_format(value, force_grouping=True)


def cell(one: Number) -> str | int:
    """What a file says of a number."""
    if one.shown is not None:
        return one.shown
    return _("moins de 5") if one.is_small else _("masqué")


def said(one: Number) -> str:
    """What a page says of it."""
    return number(one.shown) if one.shown is not None else str(cell(one))


def too_little() -> str:
    return _("Trop peu de cas : un nombre caché pourrait se calculer. Choisissez une période plus longue.")


def crossed_titles() -> dict[str, str]:
    """What the files of communes across occupations are called."""
    return {
        "croise-offres": _("Offres publiées, par commune et par métiers"),
        "croise-candidatures": _("Candidatures, par commune et par métiers de l’offre"),
        "croise-embauches": _("Embauches des deux côtés, par commune et par métiers"),
    }
