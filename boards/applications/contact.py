"""How somebody says who they are and where they are reached: names and numbers in one spelling."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from tenants.messaging.numbers import NotAMobile, parse_mobile
from tenants.reference.text import normalise


def parse_number(text: str) -> str:
    """A mobile, or a landline that an employer can call, in E.164.

    Raises:
        NotAMobile: neither; the message says what to write instead.
    """
    try:
        return parse_mobile(text)
    except NotAMobile:
        if landline := _landline(text):
            return landline
        raise


def name_key(name: str) -> str:
    """The same for «Karim Benali», «BENALI  Karim» and «benali, karim»; a name in another alphabet is kept as it is."""
    bare = normalise(name) or name.casefold()
    return " ".join(sorted(bare.split()))[:120]


def is_mobile(e164: str) -> bool:
    """Whether an SMS reaches it."""
    try:
        return bool(e164) and bool(parse_mobile(e164))
    except NotAMobile:
        return False


def _landline(text: str) -> str:
    """'' for what is no French landline."""
    try:
        number = phonenumbers.parse(text[:40], "FR")
    except NumberParseException:
        return ""
    kinds = phonenumbers.PhoneNumberType
    is_one = phonenumbers.is_valid_number(number) and phonenumbers.number_type(number) in (kinds.FIXED_LINE, kinds.VOIP)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) if is_one and number.country_code == 33 else ""
