"""From what an operator types – a SIREN, a name, a list of codes – to the communes of a territory."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tenants.reference.models import Commune, Epci


def of_epcis(typed: Iterable[str]) -> list[str]:
    """INSEE codes of the members of intercommunal bodies, given by SIREN or by a name that only one has.

    Raises:
        ValidationError: unknown, ambiguous, or reference data not loaded; says what to type.
    """
    found: list[str] = []
    for text in typed:
        found += Commune.objects.filter(epci=_epci(text.strip())).values_list("insee", flat=True)
    return sorted(set(found))


def _epci(text: str) -> Epci:
    if not Epci.objects.exists():
        raise ValidationError(_("Les données de référence manquent. Chargez-les : manage.py reference load"))
    digits = text.replace(" ", "")
    if digits.isdecimal():
        epci = Epci.objects.filter(siren=digits).first()
        if epci is None:
            raise ValidationError(
                _("Aucune intercommunalité n’a le SIREN %s. Donnez son nom : le bon SIREN sera proposé.") % text
            )
        return epci
    candidates = list(Epci.objects.filter(name__icontains=text)[:6])
    if not candidates:
        raise ValidationError(_("Aucune intercommunalité ne s’appelle « %s ». Donnez son SIREN.") % text)
    if len(candidates) > 1:
        lines = "".join(f"\n  {epci.siren}  {epci.name}" for epci in candidates)
        raise ValidationError(
            _("« %(text)s » est dans plusieurs noms. Donnez le SIREN :%(lines)s") % {"text": text, "lines": lines}
        )
    return candidates[0]


def of_codes(typed: Iterable[str]) -> list[str]:
    """INSEE codes out of words and comma-separated lists.

    Raises:
        ValidationError: naming the codes that don't exist; a postcode is the usual mistake.
    """
    codes = sorted(
        {code.strip().upper() for text in typed for code in text.replace(";", ",").split(",") if code.strip()}
    )
    known = set(Commune.objects.filter(insee__in=codes).values_list("insee", flat=True))
    if unknown := [code for code in codes if code not in known]:
        raise ValidationError(
            _("Codes de commune inconnus : %s. Il faut les codes INSEE (59067), pas les codes postaux (59380).")
            % ", ".join(unknown[:20])
        )
    return codes
