"""French mobile numbers, as people write them and as providers want them."""

import phonenumbers
from django.conf import settings
from django.utils.translation import gettext as _
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

# Metropolitan France, Réunion and Mayotte, Guadeloupe (with Saint-Martin and Saint-Barthélemy), Guyane,
# Martinique, Saint-Pierre-et-Miquelon, New Caledonia, French Polynesia, Wallis and Futuna.
PREFIXES = (33, 262, 590, 594, 596, 508, 687, 689, 681)
REGIONS = ("FR", "RE", "YT", "GP", "GF", "MQ", "PM", "NC", "PF", "WF", "BL", "MF")
LONGEST = 40


class NotAMobile(ValueError):
    """Not a number we write to; the message is French and says what to write instead."""


def parse_mobile(text: str) -> str:
    """A mobile of France or its overseas territories in E.164: «06 12 34 56 78» → «+33612345678».

    Spaces, dots, hyphens, 0033 and (0) are understood. Inside France's numbering plan the overseas mobiles
    (0690…, 0692…, 0694…, 0696…) are told by their first digits.

    Raises:
        NotAMobile: for whatever else, with what to write.
    """
    written = _plain(text)
    for region in _regions_for(written):
        try:
            number = phonenumbers.parse(written, region)
        except NumberParseException:
            continue
        if _is_fiction(number):
            return phonenumbers.format_number(number, PhoneNumberFormat.E164)
        if phonenumbers.is_valid_number(number):
            return _accepted(number)
    raise NotAMobile(
        _("Ce numéro n’est pas complet. Écrivez un numéro de mobile à dix chiffres, par exemple 06 12 34 56 78.")
    )


def parse_number(text: str) -> str:
    """Any telephone of France or its overseas territories in E.164, a landline too: somebody may ring it.

    Raises:
        NotAMobile: for whatever is no such number, with what to write.
    """
    written = _plain(text)
    for region in _regions_for(written):
        try:
            number = phonenumbers.parse(written, region)
        except NumberParseException:
            continue
        if _is_fiction(number) or (phonenumbers.is_valid_number(number) and number.country_code in PREFIXES):
            return phonenumbers.format_number(number, PhoneNumberFormat.E164)
    raise NotAMobile(_("Ce numéro n’est pas complet. Écrivez un numéro à dix chiffres, par exemple 06 12 34 56 78."))


def shown(e164: str) -> str:
    """As people say it: «06 12 34 56 78», overseas with its prefix when it has no national 0."""
    try:
        number = phonenumbers.parse(e164)
    except NumberParseException:
        return e164
    if number.country_code in (33, 262, 590, 594, 596):
        return phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def prefix_of(e164: str) -> int:
    """The country prefix, e.g. 33; 0 for what is no number."""
    try:
        return phonenumbers.parse(e164).country_code or 0
    except NumberParseException:
        return 0


def _plain(text: str) -> str:
    """Digits and a leading +. Full-width digits and the like are read as the digits they are."""
    text = text.strip()
    if len(text) > LONGEST:
        return ""
    text = text.replace("(0)", "")
    if any(sign.isalpha() for sign in text):
        return ""
    kept = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text if sign.isdecimal() or sign == "+")
    return "+" + kept[2:] if kept.startswith("00") else kept


def _regions_for(written: str) -> tuple[str, ...]:
    return ("FR",) if written.startswith("+") else REGIONS


def _accepted(number: phonenumbers.PhoneNumber) -> str:
    if number.country_code not in PREFIXES:
        raise NotAMobile(
            _(
                "Seuls les mobiles de France et d’outre-mer reçoivent nos SMS. "
                "Écrivez un numéro qui commence par 06 ou 07, ou laissez une adresse e-mail."
            )
        )
    kind = phonenumbers.number_type(number)
    if kind == PhoneNumberType.FIXED_LINE:
        raise NotAMobile(
            _(
                "C’est un téléphone fixe : il ne reçoit pas de SMS. "
                "Écrivez un numéro de mobile, par exemple 06 12 34 56 78, ou laissez une adresse e-mail."
            )
        )
    if kind not in (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE) or _is_fixed_by_law(number):
        raise NotAMobile(_("Ce numéro n’est pas celui d’un mobile. Écrivez un numéro qui commence par 06 ou 07."))
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _is_fiction(number: phonenumbers.PhoneNumber) -> bool:
    """Whether it is one of those that ARCEP keeps for fiction (06 39 98 …), where no SMS really leaves: a demo."""
    is_kept = number.country_code == 33 and str(number.national_number).startswith("63998")
    return is_kept and settings.SMS_PROVIDER == "local" and phonenumbers.is_possible_number(number)


def _is_fixed_by_law(number: phonenumbers.PhoneNumber) -> bool:
    """Whether metropolitan France gives it to lines or machines: 6 and 7 are mobiles, 700 is for machines."""
    national = str(number.national_number)
    return number.country_code == 33 and (national[0] not in "67" or national.startswith("700"))
