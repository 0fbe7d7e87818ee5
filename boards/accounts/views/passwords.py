"""A password, for those who want one."""

from allauth.account import views

from boards.accounts.forms import ChangePasswordForm, NewPasswordForm, ResetPasswordForm, SetPasswordForm
from boards.accounts.views.entering import OurSite


class ChangePassword(OurSite, views.PasswordChangeView):  # type: ignore[misc]
    """Replace it; the other browsers are signed out."""

    form_class = ChangePasswordForm


class SetPassword(OurSite, views.PasswordSetView):  # type: ignore[misc]
    """Choose the first one."""

    form_class = SetPasswordForm


class Forgotten(OurSite, views.PasswordResetView):  # type: ignore[misc]
    """Have a link sent."""

    form_class = ResetPasswordForm


class ForgottenSent(OurSite, views.PasswordResetDoneView):  # type: ignore[misc]
    """The link is under way, if the address is known."""


class NewPassword(OurSite, views.PasswordResetFromKeyView):  # type: ignore[misc]
    """Follow the link."""

    form_class = NewPasswordForm


class NewPasswordDone(OurSite, views.PasswordResetFromKeyDoneView):  # type: ignore[misc]
    """Sign in with it."""
