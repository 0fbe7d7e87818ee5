"""The words of live offers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.personal_data import DataPolicy, Subject


class Term(models.Model):
    """A word that live offers use in their short fields, with the number of offers: what typing errors are mended with.

    Every live offer is public on its own board, so the list tells nobody more than the boards do.
    """

    data_policy = DataPolicy(
        Subject.EMPLOYER,
        retention=_("recompté toutes les dix minutes"),
        nobody=_("des mots d’offres publiques, sans personne"),
    )

    word = models.CharField(_("mot"), max_length=60, primary_key=True)  # as normalise leaves it
    shown = models.CharField(_("mot écrit"), max_length=60)  # with its accents, as most offers write it
    documents = models.PositiveIntegerField(_("offres"))
    counted_at = models.DateTimeField(_("compté le"), auto_now_add=True)

    class Meta:
        verbose_name = _("mot des offres")
        verbose_name_plural = _("mots des offres")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(word="") & ~Q(shown=""),
                name="term_is_filled",
                violation_error_message=_("Le mot est vide."),
            ),
        ]

    def __str__(self) -> str:
        return self.shown
