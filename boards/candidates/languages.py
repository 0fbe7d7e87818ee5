"""The languages a form proposes: those most spoken in France first, then by name."""

from django.utils.translation import gettext_lazy as _

#: ISO 639-1 code → name; «sgn» stands for French sign language.
LANGUAGES = {
    "fr": _("français"),
    "en": _("anglais"),
    "ar": _("arabe"),
    "es": _("espagnol"),
    "pt": _("portugais"),
    "it": _("italien"),
    "de": _("allemand"),
    "nl": _("néerlandais"),
    "tr": _("turc"),
    "sgn": _("langue des signes française"),
    "sq": _("albanais"),
    "hy": _("arménien"),
    "bm": _("bambara"),
    "eu": _("basque"),
    "bn": _("bengali"),
    "ber": _("berbère"),
    "br": _("breton"),
    "bg": _("bulgare"),
    "ca": _("catalan"),
    "zh": _("chinois"),
    "ko": _("coréen"),
    "co": _("corse"),
    "ht": _("créole"),
    "hr": _("croate"),
    "fa": _("dari, persan"),
    "el": _("grec"),
    "he": _("hébreu"),
    "hi": _("hindi"),
    "hu": _("hongrois"),
    "ja": _("japonais"),
    "km": _("khmer"),
    "ku": _("kurde"),
    "ln": _("lingala"),
    "mg": _("malgache"),
    "oc": _("occitan"),
    "ur": _("ourdou"),
    "ps": _("pachto"),
    "ff": _("peul"),
    "pl": _("polonais"),
    "ro": _("roumain"),
    "ru": _("russe"),
    "sr": _("serbe"),
    "so": _("somali"),
    "snk": _("soninké"),
    "sw": _("swahili"),
    "ta": _("tamoul"),
    "cs": _("tchèque"),
    "ti": _("tigrigna"),
    "uk": _("ukrainien"),
    "vi": _("vietnamien"),
    "wo": _("wolof"),
}


def language_name(code: str) -> str:
    """How a language is called; its code when we don't know it."""
    return str(LANGUAGES.get(code, code))
