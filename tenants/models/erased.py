"""That somebody was erased, so that a restored backup forgets them again."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.personal_data import DataPolicy, Retention, Subject


class Erased(models.Model):
    """What somebody was known by in one tenant, as a keyed digest; all of one person's are one event.

    It lies beside the tenants and not in one of them: a tenant that is restored would bring its own back.
    """

    # NONE: a keyed digest, which leads from a person to the row and never from the row to a person.
    data_policy = DataPolicy(
        Subject.NONE,
        retention=Retention(
            _("400 jours, plus longtemps qu’aucune sauvegarde"), days=400, since=("at",), swept_by="rights.sweep_all"
        ),
    )

    KINDS: ClassVar = [("user", _("compte")), ("email", _("e-mail")), ("phone", _("téléphone")), ("row", _("fiche"))]

    schema = models.CharField(_("schéma"), max_length=63)
    event = models.UUIDField(_("effacement"))
    kind = models.CharField(_("genre"), max_length=5, choices=KINDS)
    digest = models.CharField(_("empreinte"), max_length=64)
    at = models.DateTimeField(_("effacé le"))

    class Meta:
        verbose_name = _("effacement")
        verbose_name_plural = _("effacements")
        ordering: ClassVar = ["at"]
        indexes: ClassVar = [models.Index(fields=["schema", "at"], name="erased_of_a_tenant")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["event", "kind", "digest"],
                name="erased_once_an_event",
                violation_error_message=_("Cet effacement est déjà noté."),
            ),
            models.CheckConstraint(
                condition=models.Q(digest__regex=r"^[0-9a-f]{64}$"),
                name="erased_is_opaque",
                violation_error_message=_("Une personne effacée n’est gardée que par son empreinte."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.schema} {self.kind} {self.at:%Y-%m-%d}"
