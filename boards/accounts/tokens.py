"""Keys of links for a new password.

A file of its own: allauth's forms ask for it while they load, and the adapter asks for the forms.
"""

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from django.contrib.auth.base_user import AbstractBaseUser

from tenants.guard import current_schema


class TenantTokenGenerator(EmailAwarePasswordResetTokenGenerator):  # type: ignore[misc]
    """The key of a link for a new password is good in one tenant, should two ever hold the same row."""

    def _make_hash_value(self, user: AbstractBaseUser, timestamp: int) -> str:
        return f"{current_schema()}:{super()._make_hash_value(user, timestamp)}"
