"""One recruitment on one page: who applied, who fits, what was noted, the shortlist."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.accounts.models import User
from boards.candidates.models import Profile
from boards.followup import selectors
from boards.followup.forms.about import RecruitmentNoteForm, TaskForm, colleagues
from boards.followup.services import proposing, shortlists
from boards.followup.services.notes import write_note
from boards.followup.services.tasks import add_task
from boards.followup.views.access import FollowerView, said
from boards.offers import wording
from boards.offers.models import Offer
from tenants.keys import keys_in


class Recruitment(FollowerView):
    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        return page_of(request, self.recruitment(pk), by=self.person)


class WriteNote(FollowerView):
    """A note about a recruitment."""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        offer, form = self.recruitment(pk), RecruitmentNoteForm(request.POST)
        if not form.is_valid():
            return page_of(request, offer, by=self.person, note_form=form)
        write_note(**form.note, offer=offer, by=self.person)
        messages.success(request, _("Note gardée."))
        return redirect(f"{reverse('followup:recruitment', args=[pk])}#notes")


class AddTask(FollowerView):
    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        offer = self.recruitment(pk)
        form = TaskForm(request.POST, by=self.person, people=colleagues())
        if not form.is_valid():
            return page_of(request, offer, by=self.person, task_form=form)
        add_task(**form.task, adviser=self.colleague(form.cleaned_data["adviser"]), offer=offer, by=self.person)
        messages.success(request, _("C’est dans la liste à faire."))
        return redirect(f"{reverse('followup:recruitment', args=[pk])}#a-faire")


class Choose(FollowerView):
    """Those ticked among who fits: onto the shortlist, or told of the offer."""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        offer = self.recruitment(pk)
        chosen = list(Profile.objects.seen_by(self.person).filter(pk__in=ticked(request)))
        here = f"{reverse('followup:recruitment', args=[pk])}#qui-convient"
        if not chosen:
            messages.error(request, _("Cochez au moins une personne."))
            return redirect(here)
        try:
            if "proposer" in request.POST:
                found = proposing.propose(offer=offer, profiles=chosen, by=self.person)
                messages.success(request, told_words(found))
                return redirect(here)
            shortlists.pick(offer=offer, profiles=chosen, by=self.person)
        except ValidationError as error:
            said(request, error)
            return redirect(here)
        return redirect("followup:shortlist", pk=pk)


def ticked(request: HttpRequest, *, name: str = "personne", most: int = 500) -> list[UUID]:
    """The people whose boxes were ticked; what is no key is nobody's."""
    return keys_in(request.POST.getlist(name)[:most])


def told_words(found: proposing.Proposed) -> str:
    """«3 personnes prévenues ; 1 l’était déjà ; 1 sans adresse ni mobile.»"""
    parts = [ngettext("%(n)s personne prévenue", "%(n)s personnes prévenues", len(found.told)) % {"n": len(found.told)}]
    if found.known:
        n = len(found.known)
        parts.append(ngettext("%(n)s l’était déjà", "%(n)s l’étaient déjà", n) % {"n": n})
    if found.unreachable:
        n = len(found.unreachable)
        parts.append(
            ngettext("%(n)s à appeler, sans adresse ni mobile", "%(n)s à appeler, sans adresse ni mobile", n) % {"n": n}
        )
    return " ; ".join(parts) + "."


def page_of(
    request: HttpRequest,
    offer: Offer,
    *,
    by: User,
    note_form: RecruitmentNoteForm | None = None,
    task_form: TaskForm | None = None,
) -> HttpResponse:
    context = {
        "page": selectors.recruitment_page(offer),
        "offer": offer,
        "facts": wording.facts_line(offer),
        "note_form": note_form or RecruitmentNoteForm(),
        "task_form": task_form or TaskForm(by=by, people=colleagues()),
    }
    return render(request, "followup/recruitment.html", context)
