"""allauth in a tenant: limits in our rows, mails through our delivery rows, links to our own domain."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from boards.accounts import devices, letters, limits, sealing
from boards.accounts.enums import AttemptKind, Role
from boards.accounts.models import Attempt, User
from tenants.context import current_tenant
from tenants.guard import current_schema

#: Where each role begins; literal, because those pages belong to rooms above.
HOMES: dict[str, str] = {
    Role.CANDIDATE: "/mon-profil",
    Role.PARTNER: "/espace/personnes",
    **dict.fromkeys(sorted(Role.staff()), "/espace/bureau"),
}
WORKSPACE = "/espace"
#: Whoever signed in so recently is not asked again before something that matters.
JUST_SIGNED_IN_SECONDS = 300


class TenantAccountAdapter(DefaultAccountAdapter):
    """Hands allauth's mails to messaging, so that they leave in the tenant's name and leave a row."""

    _attempt: Attempt | None = None

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Not by allauth's form: people join by a code (entrance), by publishing or by an invitation."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        letters.send(to=email, template=template_prefix, context=context)

    def send_password_reset_mail(self, user: AbstractBaseUser, email: str, context: dict[str, Any]) -> None:
        """To the address that is kept, not to one that only looks like it."""
        self.send_mail("account/email/password_reset_key", getattr(user, "email", email), context)

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        uid, _dash, token = key.partition("-")
        return current_tenant().base_url + path.replace("UID", uid).replace("KEY", token)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """One mail of ours for all that changes about signing in."""
        what = changes().get(template_prefix)
        if what and isinstance(user, User):
            letters.tell_change(person=user, what=what)

    def is_safe_url(self, url: str) -> bool:
        """A path of this site, or an address on its own host; never a setting's list, never a 500 on a bad one."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts={allauth_context.request.get_host()})

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return HOMES.get(getattr(request.user, "role", ""), WORKSPACE)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_home")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try at a password before it is looked at."""
        about = credentials.get("email") or ""
        try:
            self._attempt = limits.take(AttemptKind.PASSWORD, about=about, request=request)
        except limits.TooMany as full:
            raise ValidationError(full.message, code="too_many") from None

    def _rollback_login_failed_rl_usage(self) -> None:
        """allauth calls this when the password was right."""
        if self._attempt is not None:
            limits.give_back(self._attempt)

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        """Nothing is kept in a cache."""

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **options: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **options)
        devices.remember(request, response, address=getattr(user, "email", ""))
        return response

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """Whoever has just signed in has just proved who they are."""
        request = allauth_context.request
        latest = max((record["at"] for record in get_authentication_records(request, request.user)), default=0)
        return timezone.now().timestamp() - latest > JUST_SIGNED_IN_SECONDS


class TenantSecondFactorAdapter(DefaultMFAAdapter):
    """Second factors: sealed at rest, named after the tenant on the telephone."""

    def get_totp_issuer(self) -> str:
        return current_tenant().short_name if current_schema() != "public" else "Bassin"

    def encrypt(self, text: str) -> str:
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(encrypted_text)


def changes() -> dict[str, str]:
    """What allauth notifies of, in our words; of the second step tells boards.accounts.second_factor."""
    return {
        "account/email/password_changed": _("Le mot de passe de votre compte vient d’être changé."),
        "account/email/password_set": _("Un mot de passe vient d’être choisi pour votre compte."),
        "account/email/password_reset": _("Le mot de passe de votre compte vient d’être remplacé."),
        "mfa/email/recovery_codes_generated": _(
            "De nouveaux codes de secours viennent d’être créés pour votre compte."
        ),
    }
