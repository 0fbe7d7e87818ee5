"""SIRET, the number of an establishment: what people type, cleaned or refused with the reason."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum.exceptions import InvalidChecksum, InvalidComponent
from stdnum.fr import siret as rules

LENGTH, SIREN_LENGTH = 14, 9
_SEPARATORS = str.maketrans("", "", " \t\r\n.-_/\u2010\u2011\u2012\u2013\u2014\u200b\u200e\u200f\ufeff\u00ad")


def clean_siret(text: str) -> str:
    """The 14 digits of a SIRET typed with spaces, dots or hyphens.

    Luhn's check digit holds for all but La Poste's establishments (356000000…), whose digits add up to a
    multiple of five. Raises ValidationError with one French sentence on what is wrong and how to mend it.
    """
    number = unicodedata.normalize("NFKC", text[:100]).translate(_SEPARATORS)
    if number[:5].upper() == "SIRET":
        number = number[5:].lstrip(":n°N ")
    if not number:
        raise ValidationError(_("Indiquez le numéro SIRET : 14 chiffres."), code="siret_empty")
    _refuse_other_numbers(number)
    if len(number) != LENGTH:
        raise ValidationError(
            _("Le SIRET compte 14 chiffres : vous en avez saisi %(count)d."),
            code="siret_length",
            params={"count": len(number)},
        )
    try:
        if not number.strip("0"):
            raise InvalidComponent
        rules.validate(number)
    except (InvalidChecksum, InvalidComponent):
        raise ValidationError(
            _(
                "Ce SIRET n’existe pas : un chiffre est sans doute faux. Vérifiez le numéro sur votre "
                "extrait Kbis ou sur l’Annuaire des entreprises (annuaire-entreprises.data.gouv.fr)."
            ),
            code="siret_checksum",
        ) from None
    return number


def format_siret(siret: str) -> str:
    """«732 829 320 00074», with spaces that don't break."""
    return rules.format(siret, separator="\u00a0")


def _refuse_other_numbers(number: str) -> None:
    """Name the number that was typed instead: people copy the one they find first on their papers."""
    if number[:2].upper() == "FR" and number[2:].isdecimal() and len(number) == 13:
        raise ValidationError(
            _("C’est un numéro de TVA. Indiquez le SIRET : les 14 chiffres de l’établissement."),
            code="siret_vat",
        )
    if not (number.isascii() and number.isdecimal()):
        strange = next(character for character in number if not (character.isascii() and character.isdecimal()))
        raise ValidationError(
            _("Le SIRET ne contient que des chiffres : retirez « %(character)s »."),
            code="siret_letters",
            params={"character": strange},
        )
    if len(number) == SIREN_LENGTH:
        raise ValidationError(
            _(
                "C’est un SIREN (9 chiffres, l’entreprise). Indiquez le SIRET : ajoutez les 5 chiffres "
                "de l’établissement."
            ),
            code="siret_siren",
        )
