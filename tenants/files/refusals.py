"""Why a file is not taken, in one sentence that says what to do instead."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tenants.files.reasons import Refusal

SENTENCES: dict[Refusal, Any] = {
    Refusal.EMPTY: _("Ce fichier est vide : vérifiez que c’est le bon, puis envoyez-le à nouveau."),
    Refusal.TOO_BIG: _("Ce fichier dépasse 5 Mo : enregistrez-le sans photo, ou en PDF plus léger, puis envoyez-le."),
    Refusal.UNKNOWN: _(
        "Nous lisons les PDF, les DOCX (Word) et les ODT (LibreOffice) : enregistrez votre document en PDF, puis "
        "envoyez-le."
    ),
    Refusal.OLD_WORD: _(
        "Ce fichier est d’un ancien Word (.doc) ou protégé : enregistrez-le en PDF depuis Word, puis envoyez-le."
    ),
    Refusal.RTF: _("Nous ne lisons pas les RTF : enregistrez votre document en PDF, puis envoyez-le."),
    Refusal.IMAGE: _("C’est une image : mettez-la dans un document et enregistrez-le en PDF, puis envoyez-le."),
    Refusal.MACROS: _(
        "Ce document contient des macros, que nous n’acceptons pas : enregistrez-le en PDF, puis envoyez-le."
    ),
    Refusal.LOCKED: _("Ce document est protégé par un mot de passe : enregistrez-le sans protection, puis envoyez-le."),
    Refusal.ACTIVE: _(
        "Ce PDF contient un programme ou une pièce jointe : imprimez-le en PDF depuis votre lecteur, puis envoyez-le."
    ),
    Refusal.TWO_IN_ONE: _(
        "Ce fichier en cache un autre : ouvrez votre document, enregistrez-le en PDF, puis envoyez-le."
    ),
    Refusal.DAMAGED: _(
        "Ce fichier est abîmé ou incomplet : ouvrez-le, enregistrez-le à nouveau en PDF, puis envoyez-le."
    ),
    Refusal.BOMB: _("Ce fichier est démesuré une fois ouvert : enregistrez votre document en PDF, puis envoyez-le."),
    Refusal.OUTSIDE: _(
        "Ce document va chercher une partie de son contenu ailleurs : enregistrez-le en PDF, puis envoyez-le."
    ),
    Refusal.TOO_COMPLEX: _(
        "Ce document est trop lourd à ouvrir : enregistrez-le en PDF, une à cinq pages, puis envoyez-le."
    ),
    Refusal.BUSY: _("Nous n’avons pas pu ouvrir ce fichier : réessayez dans une minute."),
    Refusal.NO_ROOM: _(
        "Nous n’avons plus de place pour garder votre fichier : rien n’a été enregistré, réessayez dans une heure ou "
        "continuez sans fichier."
    ),
}


class FileRefused(ValidationError):
    """A file that isn't kept; a form shows the sentence. status: what an API would answer."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(SENTENCES[refusal], code=str(refusal))
        self.refusal = refusal

    @property
    def status(self) -> int:
        # 507 is WebDAV's «Insufficient Storage», and says it best.
        return {Refusal.NO_ROOM: 507, Refusal.TOO_BIG: 413, Refusal.BUSY: 503}.get(self.refusal, 400)

    def __reduce__(self) -> Any:
        return FileRefused, (self.refusal,)
