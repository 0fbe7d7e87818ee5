"""Linking a person to what a provider of identities says of them (docs/adr/0015)."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from boards.accounts.models import User
from tenants.audit import services as audit

PROCONNECT = "proconnect"


@transaction.atomic
def link(*, person: User, about: dict[str, Any], by: User | None) -> SocialAccount:
    """Remember under which name a provider knows this person. Changes neither role nor rights.

    about: `uid` (the provider's name for them, with its issuer) and `said` (what is kept of its words).
    The address must have been proved before: by the provider's word, or by a code of ours.
    """
    account, made = SocialAccount.objects.update_or_create(
        provider=PROCONNECT, uid=about["uid"], defaults={"user": person, "extra_data": about["said"]}
    )
    if made:
        audit.record("person.linked", target=person, by=by, detail={"provider": PROCONNECT})
    return account
