"""Following the link of an invitation."""

from allauth.account.internal.userkit import filter_users_by_email
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views import View

from boards.accounts import limits
from boards.accounts.entrance import Entrance
from boards.accounts.enums import AttemptKind, Role
from boards.accounts.models import User
from boards.employers import links
from boards.employers.models import EmployerInvitation
from boards.employers.services import members


class Invitation(View):
    """What one is asked; a button that accepts, or that first has the address confirmed by a code."""

    invitation: EmployerInvitation

    def dispatch(self, request: HttpRequest, *args: object, token: str, **kwargs: object) -> HttpResponseBase:
        found = links.invitation_of(token)
        if found is None:
            raise Http404
        self.invitation, self.token = found, token
        response = super().dispatch(request, *args, **kwargs)
        # The link must not travel on as a Referer to whatever is followed from here, nor stay in a cache.
        response["Cache-Control"] = "private, no-store"
        return response

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page()

    def post(self, request: HttpRequest) -> HttpResponse:
        if not self.invitation.is_open:
            return self.page()
        if not isinstance(request.user, User):
            return self.confirm_address()
        try:
            member = members.accept(invitation=self.invitation, by=request.user)
        except (PermissionDenied, ValidationError):
            return self.page()
        messages.success(request, _("Vous agissez maintenant pour %(firm)s.") % {"firm": member.employer.name})
        return redirect("/espace")

    def confirm_address(self) -> HttpResponse:
        """A code to the invited address, and back here: a link that was passed on lets nobody else in."""
        email = self.invitation.email
        try:
            limits.take(AttemptKind.LETTER, about=email, request=self.request)
        except limits.TooMany as full:
            messages.error(self.request, full.message)
            return self.page()
        people = filter_users_by_email(email, is_active=True, prefer_verified=True, for_login=True)
        Entrance.begin(self.request, email=email, person=people[0] if people else None, joins_as=Role.EMPLOYER)
        back = urlencode({"next": reverse("employers:invitation", args=[self.token])})
        return redirect(f"{reverse('account_confirm_login_code')}?{back}")

    def page(self) -> HttpResponse:
        user = self.request.user
        context = {
            "invitation": self.invitation,
            "is_over": not self.invitation.is_open,
            "is_mine": isinstance(user, User) and user.email == self.invitation.email,
            "is_other": isinstance(user, User) and user.email != self.invitation.email,
            "token": self.token,
        }
        return render(self.request, "employers/invitation.html", context, status=410 if context["is_over"] else 200)
