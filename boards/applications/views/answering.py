"""Saying no politely, and writing to several: the words are seen before they leave."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from django.views.decorators.cache import never_cache

from boards.accounts.models import User
from boards.applications import asking, presenting, replies, selectors
from boards.applications.enums import ApplicationState, ReplyKind
from boards.applications.forms.board import AnswerForm, ChosenForm
from boards.applications.forms.following import WriteForm
from boards.applications.links import read_answer
from boards.applications.models import Application
from boards.applications.services.answering import refuse, refuse_many, write_many
from boards.applications.services.moving import move
from boards.applications.views.board import BoardView, query_of, wanted_of
from boards.offers.models import Offer
from boards.threads.services import new_nonce
from tenants.context import current_tenant

#: Names shown above the words; the rest is a number.
MOST_NAMED = 8


class Answer(BoardView):
    """Choose the words, read them as the first person will, send."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        return redirect("applications:board", pk=self.offer(pk).pk)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        offer = self.offer(pk)
        chosen = _chosen(request, offer)
        people = [one for one in chosen if _may_hear_no(one)]
        if not people:
            messages.error(request, _("Cochez d’abord une ou plusieurs personnes à qui répondre."))
            return redirect("applications:board", pk=offer.pk)
        form = answer_form(request)
        if "send" in request.POST and form.is_valid() and not _needs_a_second_look(form):
            try:
                done = refuse_many(
                    offer=offer, keys=[one.pk for one in people], text=form.cleaned_data["text"], by=self.person
                )
            except ValidationError as error:
                add_law(form, error)
            else:
                messages.success(request, _said_no(len(done)))
                return redirect("applications:board", pk=offer.pk)
        return self._page(offer, people, form)

    def _page(self, offer: Offer, people: list[Application], form: AnswerForm) -> HttpResponse:
        context = {
            **answer_context(form, people, viewer=self.person),
            "offer": offer,
            "query": query_of(self.request).urlencode(),
        }
        return render(self.request, "applications/answer.html", context, status=422 if form.errors else 200)


class WriteMany(BoardView):
    """The same message to several, each in a conversation of their own."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        return redirect("applications:board", pk=self.offer(pk).pk)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        offer = self.offer(pk)
        people = [one for one in _chosen(request, offer) if one.state != ApplicationState.WITHDRAWN]
        if not people:
            messages.error(request, _("Cochez d’abord une ou plusieurs personnes à qui écrire."))
            return redirect("applications:board", pk=offer.pk)
        sends = "send" in request.POST
        form = WriteForm(request.POST) if sends else WriteForm(initial={"nonce": new_nonce()})
        if sends and form.is_valid():
            try:
                count = write_many(
                    offer=offer,
                    keys=[one.pk for one in people],
                    text=form.cleaned_data["text"],
                    by=self.person,
                    nonce=form.cleaned_data["nonce"],
                )
            except ValidationError as error:
                add_law(form, error)
            else:
                words = ngettext("Message envoyé.", "Message envoyé à %(n)s personnes.", count) % {"n": count}
                messages.success(request, words)
                return redirect("applications:board", pk=offer.pk)
        context = {
            "form": form,
            "offer": offer,
            "query": query_of(request).urlencode(),
            **people_context(people, viewer=self.person),
        }
        return render(request, "applications/write.html", context, status=422 if form.errors else 200)


@method_decorator(never_cache, name="dispatch")
class AnswerByLink(View):
    """The link in a reminder: it shows the words and a button, and only the button acts."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        application, member = _asked_by(token)
        return self._page(token, application, member, answer_form(request))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        application, member = _asked_by(token)
        form = answer_form(request)
        try:
            if "contacted" in request.POST:
                move(application=application, to=ApplicationState.CONTACTED, by=member)
                return self._page(token, application, member, form, done=_("C’est noté : vous l’avez contactée."))
            if "send" in request.POST and form.is_valid() and not _needs_a_second_look(form):
                refuse(application=application, text=form.cleaned_data["text"], by=member)
                return self._page(token, application, member, form, done=_("La réponse est partie. Merci pour elle."))
        except ValidationError as error:
            add_law(form, error)
        return self._page(token, application, member, form)

    def _page(
        self, token: str, application: Application, member: User, form: AnswerForm, *, done: str = ""
    ) -> HttpResponse:
        application.refresh_from_db()
        context = {
            **answer_context(form, [application], viewer=member),
            "offer": application.offer,
            "application": application,
            "name": presenting.first_name(application),
            "is_waiting": _may_hear_no(application) and application.answered_at is None,
            "done": done,
            "token": token,
        }
        return render(self.request, "applications/answer_link.html", context, status=422 if form.errors else 200)


def answer_form(request: HttpRequest) -> AnswerForm:
    """The words as typed; those of a kind when it was just chosen, or nothing was typed yet."""
    kinds = ReplyKind.for_employers()
    asked = request.POST.get("take", "")
    if "send" in request.POST:
        return AnswerForm(request.POST)
    kind = ReplyKind(asked) if asked in kinds else ReplyKind.OTHER_PROFILE
    return AnswerForm(initial={"kind": kind, "text": replies.texts()[kind]})


def answer_context(form: AnswerForm, people: list[Application], *, viewer: User) -> dict[str, Any]:
    """What parts/answer.html reads."""
    text = form["text"].value() or ""
    return {
        "form": form,
        "kinds": [
            {"value": kind.value, "label": kind.label, "on": form["kind"].value() == kind}
            for kind in ReplyKind.for_employers()
        ],
        "preview": replies.filled_in(text, people[0]),
        "preview_employer": people[0].offer.employer.name,
        "remarks": remarks_on(text),
        "read_once": bool(form.is_bound),
        "tenant_name": current_tenant().short_name,
        **people_context(people, viewer=viewer),
    }


def people_context(people: list[Application], *, viewer: User) -> dict[str, Any]:
    names = [presenting.called(one, known=presenting.may_know(one, viewer)) for one in people[:MOST_NAMED]]
    return {"people": people, "names": names, "unnamed": max(0, len(people) - MOST_NAMED)}


def remarks_on(text: str) -> list[Any]:
    """What the law objects to, and what somebody could misread: a criterion that is only named."""
    found = {finding.rule: finding for finding in [*asking.objections(text), *replies.objections(text)]}
    return list(found.values())


def add_law(form: Any, error: ValidationError) -> None:
    """What a service refused, at the field it names."""
    if hasattr(error, "error_dict"):
        for name, reasons in error.message_dict.items():
            form.add_error(name if name in form.fields else None, reasons)
    else:
        form.add_error("text", error.messages)


def _needs_a_second_look(form: AnswerForm) -> bool:
    """A word that names a protected criterion is shown once before it leaves: perhaps it is meant well."""
    if form.cleaned_data.get("read"):
        return False
    return bool(remarks_on(form.cleaned_data["text"]))


def _chosen(request: HttpRequest, offer: Offer) -> list[Application]:
    form = ChosenForm(request.POST)
    keys = selectors.keys_of(offer, keys=form.keys, columns=form.columns, wanted=wanted_of(query_of(request)))
    rows = Application.objects.of_people().filter(offer=offer, pk__in=keys)
    return list(rows.select_related("offer__employer", "profile").order_by("-created_at", "pk"))


def _may_hear_no(application: Application) -> bool:
    state = ApplicationState(application.state)
    return application.anonymised_at is None and state.may_become(ApplicationState.REFUSED)


def _said_no(count: int) -> str:
    return ngettext(
        "Réponse envoyée. Merci d’avoir pris ce temps.", "Réponse envoyée à %(n)s personnes. Merci pour elles.", count
    ) % {"n": count}


def _asked_by(token: str) -> tuple[Application, User]:
    """The application of a reminder's link, and who was reminded; 404 once they don't act for the employer."""
    try:
        key, person = read_answer(token)
    except BadSignature:
        raise Http404 from None
    member = get_object_or_404(User, pk=person, is_active=True)
    rows = Application.objects.of_people().visible_to(member).select_related("offer__employer", "profile")
    return get_object_or_404(rows, pk=key), member
