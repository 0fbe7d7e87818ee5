"""What to do when a CV could not be read, and what levels are called."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.curriculum.values import Reason, StudyLevel

_SENTENCES: dict[Reason, Any] = {
    Reason.NO_TEXT: gettext_lazy(
        "Votre CV est une image, nous ne pouvons pas en lire le texte : remplissez les champs, cela prend cinq minutes."
    ),
    Reason.NOT_XML: gettext_lazy(
        "Ce fichier n’est pas un export Europass : dans Europass, téléchargez votre CV, puis envoyez-le tel quel."
    ),
    Reason.NOT_JSON: gettext_lazy(
        "Ce fichier n’est pas un export JSON Resume : exportez-le à nouveau depuis votre site, puis envoyez-le."
    ),
    Reason.NOT_A_CV: gettext_lazy(
        "Nous n’avons rien trouvé à reprendre dans ce fichier : remplissez les champs vous-même."
    ),
    Reason.TOO_LARGE: gettext_lazy(
        "Ce fichier dépasse 5 Mo : enlevez la photo de votre CV, exportez-le, puis envoyez-le."
    ),
    Reason.GONE: gettext_lazy("Ce CV n’est plus là : envoyez-le à nouveau."),
    Reason.TIME: gettext_lazy("Ce CV est trop long à lire : remplissez les champs vous-même, le CV reste joint."),
}
_LEVELS: dict[StudyLevel, Any] = {
    StudyLevel.UNKNOWN: "",
    StudyLevel.BREVET: gettext_lazy("Brevet"),
    StudyLevel.CAP: gettext_lazy("CAP"),
    StudyLevel.BEP: gettext_lazy("BEP"),
    StudyLevel.TITLE_3: gettext_lazy("Titre professionnel (niveau 3)"),
    StudyLevel.BAC: gettext_lazy("Bac"),
    StudyLevel.BAC_PRO: gettext_lazy("Bac pro"),
    StudyLevel.TITLE_4: gettext_lazy("Titre professionnel (niveau 4)"),
    StudyLevel.BTS: gettext_lazy("BTS"),
    StudyLevel.DUT: gettext_lazy("DUT"),
    StudyLevel.DEUG: gettext_lazy("Bac + 2"),
    StudyLevel.TITLE_5: gettext_lazy("Titre professionnel (niveau 5)"),
    StudyLevel.LICENCE: gettext_lazy("Licence"),
    StudyLevel.LICENCE_PRO: gettext_lazy("Licence professionnelle"),
    StudyLevel.BACHELOR: gettext_lazy("Bachelor"),
    StudyLevel.BUT: gettext_lazy("BUT"),
    StudyLevel.MASTER: gettext_lazy("Master"),
    StudyLevel.ENGINEER: gettext_lazy("Diplôme d’ingénieur"),
    StudyLevel.DOCTORATE: gettext_lazy("Doctorat"),
}


def sentence(reason: Reason) -> str:
    """One sentence that says what to do instead."""
    return str(_SENTENCES[reason])


def level_label(level: str) -> str:
    """A level of study as people call it; '' for none."""
    return str(_LEVELS.get(StudyLevel(level), "")) if level in set(StudyLevel) else ""


def language_level_label(level: str) -> str:
    return _("langue maternelle") if level == "native" else level
