"""«Équipe»: who acts for an employer."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.mixins import AccessMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from boards.accounts.models import User
from boards.employers import selectors
from boards.employers.enums import EmployerKind, EmployerRole
from boards.employers.forms import HeadcountForm
from boards.employers.models import Employer, EmployerInvitation, EmployerMember
from boards.employers.services import members
from boards.employers.services.describing import say_headcount

A_PAGE = 50


class InviteForm(forms.Form):
    """Whom to ask, and what for."""

    email = forms.EmailField(
        label=gettext_lazy("Son adresse e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Ce qu’elle pourra faire"),
        choices=[
            (EmployerRole.MEMBER, gettext_lazy("Publier et suivre les offres")),
            (EmployerRole.OWNER, gettext_lazy("Publier et suivre les offres, et gérer l’équipe")),
        ],
        initial=EmployerRole.MEMBER,
        widget=forms.RadioSelect,
    )


class TeamView(AccessMixin, View):
    """For those who act for an employer and the tenant's staff; strangers are sent to sign in."""

    person: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return self.handle_no_permission()
        if not selectors.may_have_a_team(request.user):
            raise PermissionDenied
        self.person = request.user
        return super().dispatch(request, *args, **kwargs)

    def employer(self, pk: object) -> Employer:
        """Somebody else's doesn't exist."""
        return get_object_or_404(selectors.visible_to(self.person), pk=pk)

    def member(self, pk: object) -> EmployerMember:
        return get_object_or_404(EmployerMember, pk=pk, employer__in=selectors.visible_to(self.person))

    def back(self, employer: Employer, said: str) -> HttpResponse:
        messages.success(self.request, said)
        return self.home(employer)

    def refused(self, employer: Employer, error: ValidationError) -> HttpResponse:
        messages.error(self.request, " ".join(error.messages))
        return self.home(employer)

    def home(self, employer: Employer) -> HttpResponse:
        """The employer's page; the list for whoever has just left it."""
        if selectors.visible_to(self.person).filter(pk=employer.pk).exists():
            return redirect("employers:team", pk=employer.pk)
        return redirect("employers:teams")

    def page(
        self, employer: Employer, form: InviteForm | None = None, headcount: HeadcountForm | None = None
    ) -> HttpResponse:
        team = selectors.team_of(employer=employer, by=self.person)
        context: dict[str, Any] = {"team": team, "form": form or InviteForm(), "me": self.person}
        if employer.kind != EmployerKind.HOUSEHOLD:
            context["headcount"] = headcount or HeadcountForm(initial={"headcount": employer.headcount})
        return render(self.request, "employers/team.html", context)


class Teams(TeamView):
    """One's only employer, or the list of them; for staff all, by name."""

    def get(self, request: HttpRequest) -> HttpResponse:
        words = request.GET.get("q", "").strip()[:80]
        found = selectors.visible_to(self.person).order_by("name", "pk")
        if words:
            found = found.filter(name__icontains=words)
        elif not self.person.is_tenant_staff:
            only = list(found[:2])
            if len(only) == 1:
                return redirect("employers:team", pk=only[0].pk)
        page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
        return render(request, "employers/teams.html", {"page": page, "words": words, "me": self.person})


class Team(TeamView):
    """The people of one employer."""

    def get(self, request: HttpRequest, pk: object) -> HttpResponse:
        return self.page(self.employer(pk))


class SayHeadcount(TeamView):
    """How many work there."""

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        employer, form = self.employer(pk), HeadcountForm(request.POST)
        if not form.is_valid():
            return self.page(employer, headcount=form)
        try:
            say_headcount(employer=employer, headcount=form.cleaned_data["headcount"], by=self.person)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.page(employer, headcount=form)
        return self.back(employer, _("C’est noté, merci."))


class Invite(TeamView):
    """Ask somebody by e-mail."""

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        employer, form = self.employer(pk), InviteForm(request.POST)
        if not form.is_valid():
            return self.page(employer, form)
        email, role = form.cleaned_data["email"], EmployerRole(form.cleaned_data["role"])
        try:
            members.invite(employer=employer, email=email, role=role, by=self.person)
        except ValidationError as error:
            form.add_error("email", error.messages)
            return self.page(employer, form)
        return self.back(employer, _("L’invitation est partie à %(email)s. Elle vaut sept jours.") % {"email": email})


class Withdraw(TeamView):
    """Take an invitation back."""

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        visible = selectors.visible_to(self.person)
        invitation = get_object_or_404(
            EmployerInvitation.objects.select_related("employer"), pk=pk, employer__in=visible
        )
        members.withdraw(invitation=invitation, by=self.person)
        return self.back(invitation.employer, _("L’invitation est annulée."))


class Remove(TeamView):
    """Take somebody off, or leave."""

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        member = self.member(pk)
        try:
            members.remove(member=member, by=self.person)
        except ValidationError as error:
            return self.refused(member.employer, error)
        return self.back(member.employer, _("C’est fait : cette personne n’agit plus pour cet employeur."))


class ChangeRole(TeamView):
    """Answer for it, or no longer."""

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        member = self.member(pk)
        role = EmployerRole.MEMBER if request.POST.get("role") == EmployerRole.MEMBER else EmployerRole.OWNER
        try:
            members.change_role(member=member, role=role, by=self.person)
        except ValidationError as error:
            return self.refused(member.employer, error)
        return self.back(member.employer, _("Le rôle est changé."))
