"""Something to do, for somebody who works here."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.candidates.models import Profile
from boards.followup.models.retention import AS_LONG_AS_THE_PROFILE_OR_TWO_YEARS
from boards.offers.models import Offer
from tenants.guard import TenantModel, TenantQuerySet
from tenants.personal_data import DataPolicy, Delete, Subject, Whose
from tenants.processing import Processing, Recipient


class TaskQuerySet(TenantQuerySet["Task"]):
    def open(self) -> "TaskQuerySet":
        return self.filter(done_at__isnull=True)


class Task(TenantModel):
    """«Rappeler pour le permis», before a day. About a person, a recruitment, or nobody."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=AS_LONG_AS_THE_PROFILE_OR_TWO_YEARS,
        export=True,
        title=_("Tâches de vos conseillers"),
        processing=Processing.FOLLOW_UP,
        recipients=(Recipient.ADVISERS, Recipient.HOST),
        whose=Whose(parent=("profile",)),
        erasing=Delete(),
        labels={
            "profile": _("profil"),
            "offer": _("offre"),
            "adviser": _("conseiller"),
            "done_at": _("fait le"),
            "done_by": _("fait par"),
        },
    )

    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tasks")
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, null=True, blank=True, related_name="tasks")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, null=True, blank=True, related_name="tasks")
    text = models.CharField(_("à faire"), max_length=200)
    due_on = models.DateField(_("pour le"))
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = TaskQuerySet.as_manager()  # type: ignore[misc]  # django-stubs reads the base's as a ClassVar

    class Meta:
        ordering: ClassVar = ["due_on", "created_at"]
        indexes: ClassVar = [
            models.Index(fields=["due_on"], condition=Q(done_at__isnull=True), name="task_open_by_day"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="task_says_what",
                violation_error_message=_("Écrivez ce qu’il y a à faire."),
            ),
            models.CheckConstraint(
                condition=Q(profile__isnull=True) | Q(offer__isnull=True),
                name="task_is_about_one",
                violation_error_message=_("Une tâche parle d’une personne ou d’un recrutement, pas des deux."),
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="task_done_at_and_by",
                violation_error_message=_("Une tâche faite dit quand et par qui."),
            ),
        ]

    def __str__(self) -> str:
        return self.text
