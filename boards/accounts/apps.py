from typing import Any

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "boards.accounts"
    label = "accounts"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        user_logged_in.connect(_seen_now, dispatch_uid="accounts.seen")


def _seen_now(request: Any, **told: Any) -> None:
    """Whoever signs in is here: the next page needn't write it."""
    from boards.accounts.sessions import mark_seen

    mark_seen(request.session)
