"""Out to ProConnect and back."""

import logging

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.models import Login
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views import View

from boards.accounts import joining, letters, limits
from boards.accounts.entrance import Entrance
from boards.accounts.enums import AttemptKind, Role
from boards.accounts.models import User
from boards.accounts.proconnect import client, outside, tokens
from boards.accounts.services import person_confirmed_as
from tenants.context import current_tenant
from tenants.middleware import host_of

logger = logging.getLogger(__name__)


class ProConnectView(View):
    """Nothing of it exists where the tenant hasn't got it."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not client.is_open(current_tenant()):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def failed(self, reason: str, *, status: int = 400) -> HttpResponse:
        """Say what to do instead; the reason is for the log, a stranger's words are for nobody."""
        logger.warning("ProConnect in %s: %s", current_tenant().schema_name, reason[:200])
        return render(self.request, "account/proconnect_failed.html", status=status)


class Begin(ProConnectView):
    """A link and not a form: it leads to another host."""

    def get(self, request: HttpRequest) -> HttpResponse:
        tenant = current_tenant()
        if host_of(request) != tenant.primary_domain:
            # The provider sends people back to the one address it knows, where this session's cookie must be.
            return redirect(tenant.base_url + request.get_full_path())
        wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
        if wanted and not get_adapter(request).is_safe_url(wanted):
            wanted = ""
        try:
            return redirect(client.begin(request, next_url=wanted))
        except (outside.Unreachable, tokens.Forged, KeyError) as error:
            return self.failed(str(error), status=503)


class Back(ProConnectView):
    """With a code, or with word that it came to nothing."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        state, code = request.GET.get("state", ""), request.GET.get("code", "")
        if not code:
            return self.failed(f"no code: {request.GET.get('error', '')}")
        try:
            identity = client.finish(request, state=state, code=code)
        except client.Refused as refused:
            return self.failed(refused.reason)
        except (outside.Unreachable, KeyError) as error:
            return self.failed(str(error), status=503)
        if request.user.is_authenticated:
            logout(request)
        return self.come_in(identity)

    def come_in(self, identity: client.Identity) -> HttpResponseBase:
        """By the rules of docs/adr/0015."""
        known = SocialAccount.objects.filter(provider=joining.PROCONNECT, uid=identity.uid).select_related("user")
        account = known.first()
        if account is not None:
            return self.sign_in(account.user, identity)
        if identity.email_verified is False:
            return self.failed("the provider hasn't verified the address")
        if identity.email_verified is None:
            return self.ask_for_a_code(identity)
        try:
            person = person_confirmed_as(email=identity.email, role=Role.EMPLOYER)
        except ValidationError:
            return redirect("account_inactive")
        joining.link(person=person, about=identity.about, by=person)
        letters.tell_change(person=person, what=_("Votre compte peut maintenant être ouvert par ProConnect."))
        return self.sign_in(person, identity)

    def ask_for_a_code(self, identity: client.Identity) -> HttpResponse:
        """The provider doesn't say whether the address is theirs: once, our own code does."""
        try:
            limits.take(AttemptKind.LETTER, about=identity.email, request=self.request)
        except limits.TooMany as full:
            messages.error(self.request, full.message)
            return redirect("account_login")
        people = filter_users_by_email(identity.email, is_active=True, prefer_verified=True, for_login=True)
        self.request.session[client.ARRIVED] = identity.id_token
        Entrance.begin(
            self.request,
            email=identity.email,
            person=people[0] if people else None,
            joins_as=Role.EMPLOYER,
            about=identity.about,
        )
        return redirect("account_confirm_login_code")

    def sign_in(self, person: User, identity: client.Identity) -> HttpResponseBase:
        """With whatever second step the account asks for."""
        self.request.session[client.ARRIVED] = identity.id_token
        record_authentication(self.request, person, "socialaccount", provider=joining.PROCONNECT, uid=identity.uid)
        login = Login(user=person, redirect_url=identity.next_url or None, email=person.email)
        answer: HttpResponseBase = perform_login(self.request, login)
        return answer


class Left(View):
    """Back from signing out there. The state only tells a return from a stray link; nothing is left to protect."""

    def get(self, request: HttpRequest) -> HttpResponse:
        expected = request.session.pop(client.LEAVING, "")
        if expected and constant_time_compare(expected, request.GET.get("state", "")):
            messages.success(request, _("Vous êtes déconnecté, ici et de ProConnect."))
        return redirect("/")
