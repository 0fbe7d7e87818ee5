"""What this room says in words: whom data is about, what erasing does, how data is protected."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.alerts.enums import ConsentHow, EndedBy
from tenants.messaging.enums import RefusalReason
from tenants.personal_data import Erasing, Keep, Subject, Words

SUBJECTS: Mapping[Subject, Words] = {
    Subject.CANDIDATE: gettext_lazy("candidats et abonnés aux alertes"),
    Subject.EMPLOYER: gettext_lazy("employeurs et personnes qui agissent pour eux"),
    Subject.VISITOR: gettext_lazy("visiteurs et titulaires d’un compte"),
    Subject.STAFF: gettext_lazy("conseillers et gestionnaires du territoire"),
}

#: Words of consents that are kept as codes in a room below those who give them (tenants.messaging.Consent).
MEANS: Mapping[str, Words] = {
    **dict(RefusalReason.choices),
    **dict(EndedBy.choices),
    **dict(ConsentHow.choices),
}


def erasing_words(erasing: Erasing | None) -> Words:
    """What becomes of rows when their person has everything erased."""
    if erasing is None:
        return ""
    return erasing.because if isinstance(erasing, Keep) else erasing.words


def security_measures() -> list[str]:
    """Article 30.1.g, in sentences that the code holds to (docs/adr)."""
    return [
        _("Les données de ce territoire sont dans un compartiment de base de données séparé de celui des autres."),
        _("Les échanges avec le site sont chiffrés ; les cookies ne valent que pour ce site."),
        _("Chacun ne voit que ce que son rôle permet ; les équipes se connectent en deux étapes."),
        _("Les fichiers sont rangés hors du site, vérifiés avant d’être lus, et remis seulement à qui y a droit."),
        _("Un profil n’entre jamais dans l’index partagé entre territoires."),
        _("Ce qui est fait au nom d’une personne est noté dans un journal, avec qui l’a fait et quand."),
        _("Ce qui est trop ancien est effacé chaque nuit, et ce qui a été effacé le reste après une restauration."),
    ]
