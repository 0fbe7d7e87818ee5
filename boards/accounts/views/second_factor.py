"""The second step of signing in: an application on a telephone, and codes for the day it is lost."""

from typing import Any

from allauth.account import views as account_views
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpResponse
from django.utils.safestring import SafeString, mark_safe

from boards.accounts import second_factor
from boards.accounts.forms import ActivateForm, AuthenticateForm, ConfirmPasswordForm, ReauthenticateForm
from boards.accounts.views.entering import OurSite

WANTED = "accounts_wanted"


class Confirm(OurSite, base.AuthenticateView):  # type: ignore[misc]
    """When signing in: the six digits."""

    form_class = AuthenticateForm


class ConfirmAgain(OurSite, base.ReauthenticateView):  # type: ignore[misc]
    """Before something that matters: the six digits."""

    form_class = ReauthenticateForm


class PasswordAgain(OurSite, account_views.ReauthenticateView):  # type: ignore[misc]
    """Before something that matters: the password."""

    form_class = ConfirmPasswordForm


class Overview(OurSite, base.IndexView):  # type: ignore[misc]
    """Whether there is a second step, and what can be done about it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(is_asked=second_factor.asked_by(self.request.user), **kwargs)


class Activate(OurSite, totp.ActivateTOTPView):  # type: ignore[misc]
    """Scan the square, type the first code."""

    form_class = ActivateForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        wanted = self.request.GET.get(REDIRECT_FIELD_NAME, "")
        if wanted:
            self.request.session[WANTED] = wanted
        is_due = second_factor.is_due(self.request, self.request.user)
        return {
            **context,
            "qr": inline(context["totp_svg"]),
            "secret": spaced(context["form"].secret),
            "is_due": is_due,
        }

    def form_valid(self, form: ActivateForm) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        second_factor.activated(self.request, self.request.user)
        return answer


class Deactivate(OurSite, totp.DeactivateTOTPView):  # type: ignore[misc]
    """Take it away, say to change telephones."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(is_asked=second_factor.asked_by(self.request.user), **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        second_factor.deactivated(self.request, self.request.user)
        return answer


class EmergencyCodes(OurSite, recovery.ViewRecoveryCodesView):  # type: ignore[misc]
    """The codes to write down."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        from allauth.account.adapter import get_adapter

        adapter = get_adapter(self.request)
        wanted = self.request.session.get(WANTED, "")
        onward = wanted if wanted and adapter.is_safe_url(wanted) else adapter.get_login_redirect_url(self.request)
        return super().get_context_data(onward=onward, **kwargs)


class NewEmergencyCodes(OurSite, recovery.GenerateRecoveryCodesView):  # type: ignore[misc]
    """New ones; the old are void."""


class DownloadEmergencyCodes(OurSite, recovery.DownloadRecoveryCodesView):  # type: ignore[misc]
    """As a text to keep."""


def inline(svg: str) -> SafeString:
    """The square of an application's key, drawn by ourselves: the element alone, on white whatever the page wears."""
    head, _end, drawing = svg[svg.index("<svg") :].partition(">")
    white = '<rect width="100%" height="100%" fill="#fff"/>'
    return mark_safe(f"{head}>{white}{drawing}")  # noqa: S308  qrcode's own drawing, in which nothing is typed


def spaced(secret: str) -> str:
    """By four, as one types it from a screen."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
