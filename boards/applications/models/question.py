"""A question that an employer puts to whoever applies."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.applications.enums import QuestionKind
from boards.offers.models import Offer
from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Keep, Subject, Whose
from tenants.processing import Processing, Recipient

#: A minute, on a phone: more questions are an interview.
MOST_QUESTIONS = 5
MOST_CHOICES = 8


class ScreeningQuestion(TenantModel):
    """One of at most five."""

    data_policy = DataPolicy(
        Subject.EMPLOYER,
        retention=_("aussi longtemps que l’offre"),
        export=True,
        title=_("Questions posées aux candidats"),
        processing=Processing.APPLICATIONS,
        recipients=(Recipient.PUBLIC, Recipient.ADVISERS),
        whose=Whose(parent=("offer",)),
        erasing=Keep(_("la question reste avec l’offre, et ne nomme personne")),
        unexported={"position": _("l’ordre d’affichage")},
        labels={"offer": _("offre")},
    )

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(_("question"), max_length=200)
    kind = models.CharField(_("réponse"), max_length=6, choices=QuestionKind, default=QuestionKind.YES_NO)
    choices = ArrayField(models.CharField(max_length=80), default=list, blank=True, verbose_name=_("choix"))
    required = models.BooleanField(_("réponse obligatoire"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["offer", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["offer", "position"],
                name="question_one_a_place",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message=_("Deux questions ont la même place : rechargez la page."),
            ),
            models.CheckConstraint(
                condition=Q(position__lt=MOST_QUESTIONS),
                name="question_at_most_five",
                violation_error_message=_("Cinq questions au plus : gardez celles qui comptent."),
            ),
            models.CheckConstraint(
                condition=Q(kind=QuestionKind.CHOICE, choices__len__gte=2)
                | (~Q(kind=QuestionKind.CHOICE) & Q(choices=[])),
                name="question_choice_has_choices",
                violation_error_message=_("Pour un choix, écrivez au moins deux réponses possibles."),
            ),
        ]

    def __str__(self) -> str:
        return self.text
