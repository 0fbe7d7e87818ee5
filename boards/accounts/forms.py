"""What is asked at the doors: allauth's forms, counted by our rows."""

from datetime import timedelta
from typing import Any

from allauth.account import forms as account_forms
from allauth.account.internal.userkit import filter_users_by_email
from allauth.core import context
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from boards.accounts import limits
from boards.accounts.enums import AttemptKind

#: A code of an application is shown for half a minute and taken for as long after.
CODE_SHOWN_FOR = timedelta(minutes=2)


def take_or_refuse(kind: AttemptKind, about: str) -> "limits.Attempt":
    """Count one try; the form says when there were too many."""
    try:
        return limits.take(kind, about=about, request=context.request)
    except limits.TooMany as full:
        raise ValidationError(full.message, code="too_many") from None


class Plain:
    """Without what allauth writes into and beside its fields: our pages have labels, and say once what is asked."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)


class AskForCodeForm(Plain, account_forms.RequestLoginCodeForm):  # type: ignore[misc]
    """An address. Counted before it is looked up, so that no answer and no time says whether it is known."""

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        take_or_refuse(AttemptKind.LETTER, email)
        people = filter_users_by_email(email, is_active=True, prefer_verified=True, for_login=True)
        self._user = people[0] if people else None
        return email


class ResetPasswordForm(Plain, account_forms.ResetPasswordForm):  # type: ignore[misc]
    """An address to send the link to."""

    def clean_email(self) -> str:
        take_or_refuse(AttemptKind.LETTER, self.cleaned_data["email"])
        email: str = super().clean_email()
        return email


class ChangePasswordForm(Plain, account_forms.ChangePasswordForm):  # type: ignore[misc]
    """The old one, and the new one twice. Whoever sits at an open session may not guess without end."""

    def clean_oldpassword(self) -> str:
        attempt = take_or_refuse(AttemptKind.SECOND, f"password:{self.user.pk}")
        old: str = super().clean_oldpassword()
        limits.give_back(attempt)
        return old


class SetPasswordForm(Plain, account_forms.SetPasswordForm):  # type: ignore[misc]
    """The first one, twice."""


class NewPasswordForm(Plain, account_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """Another one, twice, after following a link."""


class ConfirmPasswordForm(Plain, account_forms.ReauthenticateForm):  # type: ignore[misc]
    """The one there is, before something that matters."""


class SecondCode(Plain, forms.Form):
    """A code of six digits, or one of those kept for emergencies; each good once, in whichever process."""

    user: Any

    def clean_code(self) -> str:
        attempt = take_or_refuse(AttemptKind.SECOND, f"second:{self.user.pk}")
        code: str = super().clean_code()  # type: ignore[misc]
        if not limits.first_use(about=f"{self.user.pk}:{code}", within=CODE_SHOWN_FOR):
            raise ValidationError(_("Ce code a déjà servi. Attendez le suivant."), code="used")
        limits.give_back(attempt)
        return code


class AuthenticateForm(SecondCode, mfa_forms.AuthenticateForm):  # type: ignore[misc]
    """When signing in."""


class ReauthenticateForm(SecondCode, mfa_forms.ReauthenticateForm):  # type: ignore[misc]
    """Before something that matters."""


class ActivateForm(SecondCode, totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new application."""
