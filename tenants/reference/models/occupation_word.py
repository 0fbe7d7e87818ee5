from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.personal_data import DataPolicy, Subject
from tenants.reference.enums import WordSource
from tenants.reference.models.occupation import Occupation


class OccupationWord(models.Model):
    """A word or phrase by which people call an occupation; one word may call several."""

    data_policy = DataPolicy(
        subject=Subject.NONE,
        retention=_("données de référence, remplacées chaque année"),
        export=False,
        indexed=False,
    )

    word = models.CharField(_("mot"), max_length=200)  # as text.normalise leaves it
    spelling = models.CharField(_("graphie"), max_length=200, default="")  # as a page shows it: "caissière"
    occupation = models.ForeignKey(
        Occupation,
        verbose_name=_("métier"),
        on_delete=models.CASCADE,
        related_name="words",
    )
    source = models.CharField(_("origine"), max_length=8, choices=WordSource.choices)
    # 9: exactly this occupation; 1: now and then this one. Orders suggestions, filters nothing.
    weight = models.PositiveSmallIntegerField(
        _("poids"), default=5, validators=[MinValueValidator(1), MaxValueValidator(9)]
    )
    updated_at = models.DateTimeField(_("modifié le"), auto_now=True)

    class Meta:
        verbose_name = _("mot d'un métier")
        verbose_name_plural = _("mots des métiers")
        ordering = ["word", "-weight"]
        indexes = [
            GinIndex(OpClass("word", name="gin_trgm_ops"), name="occupation_word_trgm"),
            models.Index(OpClass("word", name="text_pattern_ops"), name="occupation_word_prefix"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["word", "occupation", "source"],
                name="occupation_word_once",
                violation_error_message=_("Ce mot désigne déjà ce métier."),
            ),
            models.CheckConstraint(
                condition=models.Q(weight__range=(1, 9)),
                name="occupation_word_weight",
                violation_error_message=_("Le poids d'un mot va de 1 à 9."),
            ),
            models.CheckConstraint(
                condition=~models.Q(word=""),
                name="occupation_word_filled",
                violation_error_message=_("Le mot est vide."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.word} → {self.occupation_id}"
