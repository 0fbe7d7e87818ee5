"""Notes: kept, refused, kept none the less with a reason; who removes them."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from boards.candidates.models import Profile
from boards.followup.models import Note
from boards.followup.services.notes import remove_note, write_note
from tenants.audit.models import AuditEntry
from tenants.models import Tenant
from tests.boards import making
from tests.boards.followup.making import adviser, profile
from tests.conftest import TenantClient


def test_a_plain_note_is_kept_with_its_author(in_alpha: Tenant) -> None:
    person = profile()
    note = write_note(text=" Permis obtenu en mai. ", profile=person, by=adviser())
    assert (note.text, note.by_label, note.flags) == ("Permis obtenu en mai.", "Camille Martin", [])


def test_what_must_not_be_noted_is_rewritten_or_kept_with_a_reason(in_alpha: Tenant) -> None:
    person, by = profile(), adviser()
    with pytest.raises(ValidationError) as refused:
        write_note(text="Dépressive depuis mars.", profile=person, by=by)
    assert refused.value.code == "flagged"
    assert not Note.objects.exists()
    note = write_note(text="Dépressive depuis mars.", profile=person, by=by, kept_because="Elle l’a demandé.")
    assert note.flags == ["health"]
    entry = AuditEntry.objects.get(kind="note.kept_flagged")
    assert entry.detail == {"rules": ["health"]}
    assert "pressive" not in str(entry.detail)


def test_the_database_keeps_no_flag_without_a_reason(in_alpha: Tenant) -> None:
    with pytest.raises(IntegrityError, match="note_flagged_says_why"), transaction.atomic():
        Note.objects.create(profile=profile(), text="x", flags=["health"])
    with pytest.raises(IntegrityError, match="note_is_about_one"), transaction.atomic():
        Note.objects.create(text="x")


def test_nobody_notes_about_whom_they_do_not_see(in_alpha: Tenant) -> None:
    hidden = profile(visibility="nobody")
    with pytest.raises(PermissionDenied):
        write_note(text="Bonjour", profile=hidden, by=adviser())
    with pytest.raises(PermissionDenied):
        write_note(text="Bonjour", profile=profile("Ana Silva"), by=making.person())


def test_its_author_and_the_manager_remove_it(in_alpha: Tenant) -> None:
    offer = making.live()
    mine, other = adviser(), adviser("noa@alpha.example")
    note = write_note(text="Employeur pressé.", offer=offer, by=mine)
    with pytest.raises(PermissionDenied):
        remove_note(note=note, by=other)
    remove_note(note=note, by=adviser("chef@alpha.example", role="manager"))
    assert not Note.objects.exists()


def test_notes_go_with_their_person(in_alpha: Tenant) -> None:
    write_note(text="Vue en mai.", profile=profile(), by=adviser())
    Profile.objects.all().delete()
    assert not Note.objects.exists()


def test_the_managers_list_names_nobody_who_hid_themselves(in_alpha: Tenant) -> None:
    lea, noor = profile(), profile("Noor Haddad", phone="+33639980112", email="noor@candidat.example")
    for person in (lea, noor):
        write_note(
            text=f"{person.name}, dépressive.", profile=person, by=adviser(), kept_because=f"{person.name} veut."
        )
    lea.visibility = "nobody"
    lea.save()
    manager = TenantClient(in_alpha)
    manager.force_login(adviser("chef@alpha.example", role="manager"))
    page = manager.get("/espace/suivi/notes-gardees").content.decode()
    assert "Noor Haddad, dépressive." in page
    assert "Quelqu’un qui ne montre plus son profil" in page
    assert "Dubois" not in page
    assert str(lea.pk) not in page
    # The rule was broken all the same: the manager can still take it away, and an adviser doesn't find it.
    note = Note.objects.get(profile=lea)
    other = TenantClient(in_alpha)
    other.force_login(adviser())
    assert other.post(f"/espace/suivi/notes/{note.pk}").status_code == 404
    assert manager.post(f"/espace/suivi/notes/{note.pk}", {"next": "/espace/suivi/notes-gardees"}).status_code == 302
    assert not Note.objects.filter(pk=note.pk).exists()
