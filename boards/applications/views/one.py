"""One application, for those who act for its employer and for staff."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from boards.applications import presenting
from boards.applications.enums import AgreedHow, ApplicationState, Hand
from boards.applications.forms.board import ChosenForm
from boards.applications.forms.following import WriteForm
from boards.applications.models import Addition, Application
from boards.applications.policies import hand_of
from boards.applications.services import adding, conversing, following, looking, moving
from boards.offers import wording
from boards.offers.enums import OfferState
from boards.offers.views.access import StaffView, WorkspaceView
from boards.threads.enums import Side
from boards.threads.seeing import mark_seen
from boards.threads.services import new_nonce
from boards.threads.veiling import words_for
from boards.threads.views.talking import context_of
from tenants.files.serving import response_for


@method_decorator(never_cache, name="dispatch")
class OneView(WorkspaceView):
    """An application this person may read; somebody else's doesn't exist for them."""

    def application(self, pk: UUID) -> Application:
        rows = Application.objects.visible_to(self.person).distinct()
        related = ("offer__employer", "profile__cv", "cv", "thread", "user", "added_by", "state_by")
        return get_object_or_404(rows.select_related(*related), pk=pk)

    def side(self, application: Application) -> Side:
        hand = hand_of(employer=application.offer.employer, by=self.person)
        return Side.EMPLOYER if hand == Hand.EMPLOYER else Side.ADVISER

    def waiting(self, application: Application) -> list[presenting.Waiting]:
        """What came again under this address, for staff: whom no message reaches says to them that it was they."""
        if not self.person.is_tenant_staff:
            return []
        rows = Addition.objects.waiting().filter(application=application)
        return [presenting.waiting(one) for one in rows.select_related("application__offer", "cv")]

    def page(self, application: Application, *, write: WriteForm | None = None) -> HttpResponse:
        thread, side = application.thread, self.side(application)
        context: dict[str, Any] = {
            "application": application,
            "offer": application.offer,
            "facts": wording.facts_line(application.offer),
            "shown": presenting.whole(application, viewer=self.person),
            "state": ApplicationState(application.state),
            "moves": [state for state in application.may_be_moved_to if state in ApplicationState.by_employer()],
            "may_refuse": ApplicationState.REFUSED in application.may_be_moved_to,
            "is_staff": self.person.is_tenant_staff,
            "waiting": self.waiting(application),
            "offer_is_open": OfferState(application.offer.state).is_open,
            "veil_words": "" if application.may_be_known else words_for(side),
            "write": write or WriteForm(initial={"nonce": new_nonce()}),
            "talk": context_of(thread=thread, side=side, by=self.person) if thread is not None else None,
        }
        wrong = write is not None and write.errors
        answer = render(self.request, "applications/one.html", context, status=422 if wrong else 200)
        if thread is not None:
            mark_seen(thread=thread, side=side, by=self.person)
        return answer


class One(OneView):
    """Everything about it that this reader may see; that they looked is kept, and shown to the person."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        application = self.application(pk)
        looking.note_look(application=application, by=self.person)
        return self.page(application)


class Cv(OneView):
    """The CV, once it is clean; each download is kept."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        application = self.application(pk)
        file = presenting.whole(application, viewer=self.person).cv
        if file is None:
            raise Http404
        if file.is_clean:
            looking.note_cv(application=application, by=self.person)
        return response_for(file)


class MoveOne(OneView):
    """Into another column, from its own page."""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        application, form = self.application(pk), ChosenForm(request.POST)
        form.full_clean()
        to = form.cleaned_data.get("to")
        try:
            if to is None:
                raise ValidationError(_("Choisissez où la déplacer."))
            moving.move(application=application, to=to, by=self.person)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("C’est noté : %(state)s.") % {"state": to.label.lower()})
        return redirect("applications:one", pk=pk)


class WriteOne(OneView):
    """The first words of a conversation; the next ones go through the conversation's own form."""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        application, form = self.application(pk), WriteForm(request.POST)
        if form.is_valid():
            try:
                conversing.say(
                    application=application,
                    side=self.side(application),
                    text=form.cleaned_data["text"],
                    by=self.person,
                    nonce=form.cleaned_data["nonce"],
                )
            except ValidationError as error:
                form.add_error("text", error.messages)
            else:
                messages.success(request, _("Message envoyé."))
                return redirect("applications:one", pk=pk)
        return self.page(application, write=form)


class AgreeFor(StaffView, OneView):
    """An adviser notes that the person said yes: the employer may know who they are."""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        application = self.application(pk)
        following.agree(application=application, how=AgreedHow.ADVISER, by=self.person)
        messages.success(request, _("C’est noté, avec votre nom. L’employeur voit maintenant qui c’est."))
        return redirect("applications:one", pk=pk)


class WithdrawFor(StaffView, OneView):
    """An adviser notes that the person thinks better of it."""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        try:
            moving.withdraw(application=self.application(pk), by=self.person)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("La candidature est retirée."))
        return redirect("applications:one", pk=pk)


class SettleFor(StaffView, OneView):
    """An adviser notes that what came again was the person's, or wasn't."""

    def post(self, request: HttpRequest, pk: UUID, addition: UUID) -> HttpResponse:
        row = get_object_or_404(Addition.objects.current().filter(application=self.application(pk)), pk=addition)
        try:
            if "add" in request.POST:
                adding.add(addition=row, by=self.person)
                messages.success(request, _("C’est ajouté, avec votre nom. L’employeur le lit maintenant."))
            elif "no" in request.POST:
                adding.refuse(addition=row, by=self.person)
                messages.success(request, _("C’est effacé ; la candidature reste telle qu’elle était."))
        except Addition.DoesNotExist:
            messages.info(request, _("C’était déjà ajouté ou effacé."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("applications:one", pk=pk)
