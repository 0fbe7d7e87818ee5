"""What somebody answered to an employer's question."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.applications.models.application import Application
from boards.applications.models.question import ScreeningQuestion
from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Delete, Subject, Whose
from tenants.processing import Processing, Recipient


class Answer(TenantModel):
    """One answer, with its question as it read then."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=_("aussi longtemps que la candidature dit de qui elle est"),
        export=True,
        title=_("Réponses aux questions d’un employeur"),
        processing=Processing.APPLICATIONS,
        recipients=(Recipient.EMPLOYERS, Recipient.ADVISERS, Recipient.HOST),
        whose=Whose(parent=("application",)),
        erasing=Delete(),
        unexported={
            "question": _("la question, qui est là telle qu’elle était posée"),
            "position": _("l’ordre d’affichage"),
        },
        labels={"application": _("candidature")},
    )

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="answers")
    # SET_NULL: a question that the employer takes back leaves what was answered.
    question = models.ForeignKey(
        ScreeningQuestion, on_delete=models.SET_NULL, null=True, blank=True, related_name="answers"
    )
    asked = models.CharField(_("question"), max_length=200)
    text = models.CharField(_("réponse"), max_length=400)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "created_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "question"],
                name="answer_once_a_question",
                violation_error_message=_("Cette question a déjà une réponse."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked} {self.text}"
