"""One person on one page, and what staff write beside them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from boards.candidates.card import availability_words, labels
from boards.candidates.enums import Transport
from boards.candidates.models import Profile
from boards.followup import selectors
from boards.followup.forms.about import NoteForm, TaskForm, colleagues
from boards.followup.services.notes import write_note
from boards.followup.services.proposing import note_proposed
from boards.followup.services.tasks import add_task
from boards.followup.views.access import FollowerView, ReaderView
from boards.offers.enums import ContractType
from boards.offers.models import Offer
from tenants.keys import key_in
from tenants.messaging.numbers import shown


class Person(ReaderView):
    """Everything in one place; for a partner what the person agreed to show them."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        return page_of(request, self.profile(pk), view=self)


class WriteNote(FollowerView):
    """A note about a person. What must not be noted comes back on the page, with what to write instead."""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        profile, form = self.profile(pk), NoteForm(request.POST)
        if not form.is_valid():
            return page_of(request, profile, view=self, note_form=form)
        write_note(**form.note, profile=profile, by=self.person)
        messages.success(request, _("Note gardée."))
        return redirect(f"{reverse('followup:person', args=[pk])}#notes")


class AddTask(FollowerView):
    """Something to do for a person."""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        profile = self.profile(pk)
        form = TaskForm(request.POST, by=self.person, people=colleagues())
        if not form.is_valid():
            return page_of(request, profile, view=self, task_form=form)
        add_task(**form.task, adviser=self.colleague(form.cleaned_data["adviser"]), profile=profile, by=self.person)
        messages.success(request, _("C’est dans la liste à faire."))
        return redirect(f"{reverse('followup:person', args=[pk])}#a-faire")


class Told(FollowerView):
    """«Je lui en ai parlé»."""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        profile = self.profile(pk)
        key = key_in(request.POST.get("offre"))
        offer = Offer.objects.live().filter(pk=key).first() if key else None
        if offer is None:
            messages.error(request, _("Cette offre n’est plus en ligne."))
        else:
            note_proposed(offer=offer, profile=profile, by=self.person)
            messages.success(request, _("Noté : cette offre ne vous sera plus proposée pour cette personne."))
        return redirect(f"{reverse('followup:person', args=[pk])}#offres")


def page_of(
    request: HttpRequest,
    profile: Profile,
    *,
    view: FollowerView | ReaderView,
    note_form: NoteForm | None = None,
    task_form: TaskForm | None = None,
) -> HttpResponse:
    """The page, with what was typed when something of it must be put right."""
    reader = view.person
    staff = reader.is_tenant_staff
    context = {
        "page": selectors.person_page(profile, reader=reader),
        "profile": profile,
        "staff": staff,
        "phone": shown(profile.phone) if profile.phone else "",
        "availability": availability_words(profile),
        "transport": labels(Transport, profile.transport),
        "contracts": labels(ContractType, profile.contracts),
        "experiences": list(profile.experiences.all()),
        "note_form": note_form or NoteForm(),
        "task_form": task_form or (TaskForm(by=reader, people=colleagues()) if staff else None),
    }
    return render(request, "followup/person.html", context)
