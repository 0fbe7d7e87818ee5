"""allauth's views on our pages."""

from typing import Any

from allauth.account import views


class OurSite:
    """allauth calls `site` the host of the request; on our pages that word is the territory's look and menu."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        context.pop("site", None)
        return context


class SignIn(OurSite, views.LoginView):  # type: ignore[misc]
    """By a code, or by a password for those who have one."""


class AskForCode(OurSite, views.RequestLoginCodeView):  # type: ignore[misc]
    """Have a code sent."""


class ConfirmCode(OurSite, views.ConfirmLoginCodeView):  # type: ignore[misc]
    """Type the code."""


class SignOut(OurSite, views.LogoutView):  # type: ignore[misc]
    """By POST only."""
