"""Notes and tasks by themselves."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from boards.accounts.enums import Role
from boards.accounts.mixins import ManagerRequired
from boards.candidates.models import Profile
from boards.followup import selectors
from boards.followup.models import Note, Task
from boards.followup.notes_law.findings import Rule
from boards.followup.services.notes import remove_note
from boards.followup.services.tasks import finish_task, reopen_task
from boards.followup.views.access import FollowerView, back_to
from boards.offers.views.access import WorkspaceView


class RemoveNote(FollowerView):
    """One's own, or any for the manager."""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        found = Note.objects.seen_by(self.person)
        if self.person.role == Role.MANAGER:
            # They answer for what is kept here, also about somebody whom nobody sees any more.
            found |= Note.objects.exclude(flags=[])
        note = get_object_or_404(found, pk=pk)
        home = _home(note)
        remove_note(note=note, by=self.person)
        messages.success(request, _("Note supprimée."))
        return back_to(request, home)


class Finish(FollowerView):
    """Done, or not done after all."""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        task = get_object_or_404(Task.objects.filter(_seen(self)), pk=pk)
        if "rouvrir" in request.POST:
            reopen_task(task=task, by=self.person)
        else:
            finish_task(task=task, by=self.person)
        return back_to(request, _home(task))


class Kept(ManagerRequired, WorkspaceView):
    """For the manager: notes kept though flagged, each with its author's reason."""

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = [
            {
                "note": note,
                "rules": [str(Rule(rule).label) for rule in note.flags if rule in Rule.values],
                "url": _home(note),
            }
            for note in selectors.kept_though_flagged(self.person)
        ]
        return render(request, "followup/kept.html", {"rows": rows})


def _seen(view: FollowerView) -> Q:
    """About a recruitment, nobody, or somebody whom this reader sees."""
    return Q(profile__isnull=True) | Q(profile__in=Profile.objects.seen_by(view.person))


def _home(row: Note | Task) -> str:
    if row.profile_id:
        return reverse("followup:person", args=[row.profile_id])
    if row.offer_id:
        return reverse("followup:recruitment", args=[row.offer_id])
    return "/espace"
