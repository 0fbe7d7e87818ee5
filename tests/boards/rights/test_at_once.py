"""A second press at the same moment: one copy is made."""

from functools import partial

import pytest

from boards.rights.enums import CopyState
from boards.rights.models import Copy
from boards.rights.services import copies
from tenants.context import entering
from tenants.models import Tenant
from tenants.personal_data import Person
from tests.boards.together import at_once, meeting

ADDRESS = "lea@exemple.fr"


@pytest.mark.parametrize("old", [False, True], ids=["first", "replaced"])
def test_one_copy_for_one_person(committing: str, monkeypatch: pytest.MonkeyPatch, *, old: bool) -> None:
    here = Tenant.objects.get(schema_name="alpha")
    with entering(here):
        if old:
            Copy.objects.create(who=ADDRESS, email=ADDRESS, state=CopyState.FAILED)
    # Neither has found one that is being made.
    monkeypatch.setattr(Copy, "save", meeting(Copy.save))
    assert at_once([partial(copies.ask, person=Person(emails=frozenset({ADDRESS})))] * 2) == []
    with entering(here):
        assert Copy.objects.get().is_waiting
