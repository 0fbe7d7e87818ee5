"""A shortlist: for the adviser who makes it, and for the employer who answers."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.candidates.enums import LookAt
from boards.candidates.services import looks
from boards.followup import selectors, shown
from boards.followup.enums import AgreedHow, Agreement, Verdict
from boards.followup.forms.shortlist import SendForm, SentenceForm
from boards.followup.models import Pick, Shortlist
from boards.followup.services import shortlists
from boards.followup.views.access import ByTheTenantsClock, FollowerView, said
from boards.offers.models import Offer
from boards.offers.views.access import WorkspaceView


class Prepare(FollowerView):
    """Who is on it, what they answered, a sentence for each, and the one mail."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        return self._page(self.recruitment(pk), SendForm())

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Send it."""
        offer, form = self.recruitment(pk), SendForm(request.POST)
        shortlist = get_object_or_404(Shortlist, offer=offer)
        if not form.is_valid():
            return self._page(offer, form)
        try:
            people = shortlists.send(shortlist=shortlist, words=form.cleaned_data["words"], by=self.person)
        except ValidationError as error:
            form.add_error(None, error)
            return self._page(offer, form)
        text = ngettext("Envoyée : une fiche.", "Envoyée : %(n)s fiches.", people) % {"n": people}
        messages.success(request, text)
        return redirect("followup:shortlist", pk=pk)

    def _page(self, offer: Offer, form: SendForm) -> HttpResponse:
        shortlist = Shortlist.objects.filter(offer=offer).first()
        picks = selectors.picks_of(shortlist) if shortlist else []
        visible = {one.pk for one in shown.shown_to_employer(shortlist)} if shortlist else set()
        rows = [
            {
                "pick": one,
                "form": SentenceForm(initial={"sentence": one.sentence}, prefix=str(one.pk)),
                "visible": one.pk in visible,
            }
            for one in picks
        ]
        context = {
            "offer": offer,
            "shortlist": shortlist,
            "rows": rows,
            "form": form,
            "unasked": sum(one.agreement == Agreement.UNASKED for one in picks),
            "people": len(visible),
        }
        return render(self.request, "followup/shortlist.html", context)


class AskAll(FollowerView):
    """Ask everybody who hasn't been asked yet."""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        shortlist = get_object_or_404(Shortlist, offer=self.recruitment(pk))
        picks = [one for one in selectors.picks_of(shortlist) if one.agreement == Agreement.UNASKED]
        asked = shortlists.ask_agreement(picks=picks, by=self.person)
        left = len(picks) - asked
        text = ngettext("%(n)s personne interrogée.", "%(n)s personnes interrogées.", asked) % {"n": asked}
        if left:
            text += " " + ngettext(
                "%(n)s est à appeler : ni adresse, ni mobile.", "%(n)s sont à appeler : ni adresse, ni mobile.", left
            ) % {"n": left}
        messages.success(request, text)
        return redirect("followup:shortlist", pk=pk)


class OnePick(FollowerView):
    """One person of it: the sentence, their yes or no as heard, off the list."""

    def post(self, request: HttpRequest, pk: UUID, pick: UUID) -> HttpResponse:
        one = get_object_or_404(
            Pick.objects.select_related("profile", "shortlist__offer"), pk=pick, shortlist__offer=self.recruitment(pk)
        )
        try:
            if "retirer" in request.POST:
                shortlists.unpick(pick=one, by=self.person)
                messages.success(request, _("Retirée de la liste."))
            elif "oui" in request.POST or "non" in request.POST:
                shortlists.note_agreement(pick=one, yes="oui" in request.POST, how=AgreedHow.PHONE, by=self.person)
                messages.success(request, _("Sa réponse est notée, sous votre nom."))
            else:
                form = SentenceForm(request.POST, prefix=str(one.pk))
                if not form.is_valid():
                    raise ValidationError([str(error) for error in form.errors["sentence"]])
                shortlists.write_sentence(pick=one, sentence=form.cleaned_data["sentence"], by=self.person)
                messages.success(request, _("Phrase gardée."))
        except ValidationError as error:
            said(request, error)
        return redirect("followup:shortlist", pk=pk)


class Received(ByTheTenantsClock, WorkspaceView):
    """What an employer reads: cards, names of those who agreed, and an answer in one press."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        shortlist = self._shortlist(pk)
        picks = shown.shown_to_employer(shortlist)
        offer = shortlist.offer
        near = (offer.latitude, offer.longitude) if offer.latitude is not None and offer.longitude is not None else None
        cards = shown.presented(picks, near=near)
        named = [one.profile for one in picks if one.is_named]
        carded = [one.profile for one in picks if not one.is_named]
        for profiles, what in ((named, LookAt.FULL), (carded, LookAt.CARD)):
            if profiles:
                looks.record(profiles=profiles, by=self.person, employer=offer.employer, what=what)
        context = {
            "shortlist": shortlist,
            "offer": offer,
            "cards": cards,
            "words": shown.words_of(shortlist, selectors.picks_of(shortlist)),
            "verdicts": Verdict.answers(),
        }
        return render(request, "followup/received.html", context)

    def _shortlist(self, pk: UUID) -> Shortlist:
        rows = Shortlist.objects.readable_by(self.person).select_related("offer__employer", "sent_by")
        return get_object_or_404(rows, pk=pk)


class Answer(Received):
    """«À rencontrer», «non merci», «embauché»."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: UUID, pick: UUID) -> HttpResponse:
        shortlist = self._shortlist(pk)
        visible = {one.pk: one for one in shown.shown_to_employer(shortlist)}
        one = get_object_or_404(shortlist.picks.select_related("profile"), pk=pick if pick in visible else None)
        answer = request.POST.get("reponse", "")
        if answer in Verdict.values and answer:
            try:
                shortlists.decide(pick=one, verdict=Verdict(answer), by=self.person)
                messages.success(request, _said(Verdict(answer), named=one.is_named))
            except ValidationError as error:
                said(request, error)
        return redirect("followup:received", pk=pk)


def _said(verdict: Verdict, *, named: bool) -> str:
    if verdict == Verdict.NO:
        return _("C’est noté. Votre conseiller le dira à la personne.")
    if verdict == Verdict.HIRED:
        return _("Bravo ! C’est noté.")
    if named:
        return _("C’est noté : appelez-la, elle attend votre appel.")
    return _("C’est noté : nous demandons à la personne si elle accepte que vous la contactiez.")
