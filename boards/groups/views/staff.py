"""Groups for those who lead them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.candidates.models import Profile
from boards.groups import selectors
from boards.groups.forms import GroupForm, OfferForm, PostForm, WorkshopForm
from boards.groups.models import Group
from boards.groups.notices import Told, reached, readers_of
from boards.groups.services import groups, sharing, workshops
from boards.offers.views.access import StaffView
from tenants.keys import key_in
from tenants.messaging.enums import Purpose
from tenants.reference.text import normalise

MOST_FOUND = 20


class Groups(StaffView):
    """All of them, and a new one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(GroupForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = GroupForm(request.POST)
        if not form.is_valid():
            return self._page(form)
        group = groups.make_group(name=form.cleaned_data["name"], about=form.cleaned_data["about"], by=self.person)
        messages.success(request, _("Le groupe est ouvert. Ajoutez-y des personnes."))
        return redirect("groups:group", pk=group.pk)

    def _page(self, form: GroupForm) -> HttpResponse:
        return render(self.request, "groups/groups.html", {"groups": selectors.groups_of_staff(), "form": form})


class GroupView(StaffView):
    """One group, and its page with what was typed."""

    def group(self, pk: UUID) -> Group:
        return get_object_or_404(Group.objects.select_related("adviser"), pk=pk)

    def told(self, group: Group, *, with_sms: bool = False) -> str:
        """Who has just been told of what is new: it may be fewer than there are members."""
        return _told(reached(readers_of(group), purpose=Purpose.ALERT, with_sms=with_sms))

    def page(self, group: Group, **forms: Form) -> HttpResponse:
        asked = self.request.GET.get("q", "").strip()[:80]
        people = Profile.objects.seen_by(self.person)
        for word in normalise(asked).split()[:4]:
            people = people.filter(search_name__contains=word)
        page = selectors.group_page(group)
        seats = selectors.seated(group, reader=self.person)
        context: dict[str, Any] = {
            "page": page,
            "group": group,
            "members": selectors.members_of(group, reader=self.person),
            "workshops": [{"seats": one, "people": seats.get(one.workshop.pk, [])} for one in page.workshops],
            "asked": asked,
            "found": list(people.order_by("search_name")[:MOST_FOUND]) if asked else [],
            "post_form": forms.get("post") or PostForm(prefix="message"),
            "offer_form": forms.get("offer") or OfferForm(prefix="offre"),
            "workshop_form": forms.get("workshop") or WorkshopForm(prefix="atelier"),
        }
        return render(self.request, "groups/group.html", context)


class One(GroupView):
    """Members, messages, offers, workshops; closing it, or opening it again."""

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        return self.page(self.group(pk))

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        groups.close_group(group=self.group(pk), by=self.person, again="rouvrir" in request.POST)
        return redirect("groups:group", pk=pk)


class Members(GroupView):
    """Somebody in, or out."""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        group = self.group(pk)
        if "retirer" in request.POST:
            member = get_object_or_404(group.memberships.all(), pk=key_in(request.POST["retirer"]))
            groups.leave(membership=member, by=self.person)
            messages.success(request, _("Retirée du groupe."))
            return redirect("groups:group", pk=pk)
        keys = [key for value in request.POST.getlist("personne")[:200] if (key := key_in(value))]
        try:
            added = groups.add_members(group=group, profiles=list(Profile.objects.filter(pk__in=keys)), by=self.person)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            text = ngettext("%(n)s personne ajoutée.", "%(n)s personnes ajoutées.", added) % {"n": added}
            messages.success(request, text)
        return redirect("groups:group", pk=pk)


class Write(GroupView):
    """Some advice."""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        group, form = self.group(pk), PostForm(request.POST, prefix="message")
        if form.is_valid():
            try:
                sharing.write_post(group=group, **form.cleaned_data, by=self.person)
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                messages.success(request, " ".join([_("Le message est sur la page du groupe."), self.told(group)]))
                return redirect("groups:group", pk=pk)
        return self.page(group, post=form)


class Share(GroupView):
    """An offer."""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        group, form = self.group(pk), OfferForm(request.POST, prefix="offre")
        if form.is_valid():
            try:
                sharing.share_offer(group=group, offer=form.chosen, words=form.cleaned_data["words"], by=self.person)
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                messages.success(request, " ".join([_("L’offre est sur la page du groupe."), self.told(group)]))
                return redirect("groups:group", pk=pk)
        return self.page(group, offer=form)


class Plan(GroupView):
    """A workshop."""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        group, form = self.group(pk), WorkshopForm(request.POST, prefix="atelier")
        if form.is_valid():
            try:
                workshops.plan(group=group, values=form.values, by=self.person)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(
                    request, " ".join([_("L’atelier est sur la page du groupe."), self.told(group, with_sms=True)])
                )
                return redirect("groups:group", pk=pk)
        return self.page(group, workshop=form)


class CallOff(GroupView):
    """It doesn't take place."""

    def post(self, request: HttpRequest, pk: UUID, workshop: UUID) -> HttpResponse:
        one = get_object_or_404(self.group(pk).workshops.all(), pk=workshop)
        told = workshops.call_off(workshop=one, by=self.person)
        messages.success(request, " ".join([_("Atelier annulé."), _told(told)]))
        if told.untold:
            messages.warning(request, self._to_be_rung(told.untold))
        return redirect("groups:group", pk=pk)

    def _to_be_rung(self, untold: Sequence[Profile]) -> str:
        """By name those whom the reader sees; of the others only that there are some."""
        seen = Profile.objects.seen_by(self.person).filter(pk__in=[one.pk for one in untold])
        names = list(seen.order_by("search_name").values_list("name", flat=True))
        if hidden := len(untold) - len(names):
            who = ngettext(
                "%(n)s personne qui ne montre plus son profil",
                "%(n)s personnes qui ne montrent plus leur profil",
                hidden,
            )
            names.append(who % {"n": hidden})
        return _("Ni e-mail ni SMS ne les joint, à prévenir autrement : %(names)s.") % {"names": ", ".join(names)}


def _told(told: Told) -> str:
    """«3 personnes prévenues par e-mail, 1 par SMS.»"""
    mails, texts = len(told.by_mail), len(told.by_sms)
    by_mail = ngettext("%(n)s personne prévenue par e-mail", "%(n)s personnes prévenues par e-mail", mails)
    if not texts:
        return f"{by_mail % {'n': mails}}."
    by_sms = ngettext("%(n)s personne prévenue par SMS", "%(n)s personnes prévenues par SMS", texts) % {"n": texts}
    return f"{by_mail % {'n': mails}}, {by_sms}." if mails else f"{by_sms}."
