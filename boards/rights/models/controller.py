"""Who answers for the data of a tenant, as its register says it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Subject


class Controller(TenantModel):
    """The head of the register (article 30.1.a of the GDPR): one row a tenant, or the tenant’s own name."""

    # NONE: an office and its published address, not a person's private data.
    data_policy = DataPolicy(Subject.NONE, retention=_("aussi longtemps que le territoire"))

    only = models.BooleanField(default=True, editable=False)
    name = models.CharField(_("responsable du traitement"), max_length=200)
    address = models.TextField(_("adresse postale"), max_length=300, blank=True)
    represented_by = models.CharField(_("représenté par"), max_length=120, blank=True)
    officer = models.CharField(_("délégué à la protection des données"), max_length=120, blank=True)
    officer_email = models.EmailField(_("e-mail du délégué"), blank=True)
    officer_phone = models.CharField(_("téléphone du délégué"), max_length=30, blank=True)
    host = models.CharField(_("hébergeur"), max_length=200, blank=True)
    carriers = models.CharField(_("prestataires d’envoi des e-mails et des SMS"), max_length=200, blank=True)
    security = models.TextField(_("mesures propres à votre organisme"), max_length=2000, blank=True)
    reviewed_on = models.DateField(_("revu le"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["only"],
                name="controller_is_one",
                violation_error_message=_("Le responsable du traitement est déjà renseigné."),
            ),
            models.CheckConstraint(
                condition=Q(only=True),
                name="controller_has_no_second",
                violation_error_message=_("Un territoire a un seul responsable du traitement."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
