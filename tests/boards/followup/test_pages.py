"""A person's page and a recruitment's: what stands there, what is written beside, and constant queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.candidates.models import Profile
from boards.followup.models import Call, Note, Proposal, Task
from boards.followup.services.notes import write_note
from boards.followup.services.shortlists import pick
from boards.followup.services.tasks import add_task
from tenants.models import Tenant
from tests.boards import making
from tests.boards.desk.test_page import application
from tests.boards.followup.making import adviser, appointment, profile, worked
from tests.conftest import TenantClient


@pytest.fixture
def desk(in_alpha: Tenant) -> TenantClient:
    client = TenantClient(in_alpha)
    client.force_login(adviser())
    return client


def test_everything_of_a_person_is_in_one_place(desk: TenantClient) -> None:
    by, lea, offer = adviser(), profile(words="Je me lève tôt."), making.live(making.BERGUES)
    application(making.live(making.CASSEL, title="Vendeuse F/H", occupation_code="D1106"), lea)
    write_note(text="Permis obtenu en mai.", profile=lea, by=by)
    add_task(text="Envoyer le dossier", due_on=timezone.localdate(), by=by, profile=lea)
    appointment(lea, by, timezone.now() + timedelta(days=1))
    page = desk.get(f"/espace/personnes/{lea.pk}").content.decode()
    for words in ("Permis obtenu", "Envoyer le dossier", "Vendeuse", offer.title, "Faire le point", "Je me lève tôt",
                  "Classement par règle", "06 39 98 01 11", 'href="tel:+33639980111"'):  # fmt: skip
        assert words in page, words


def test_a_flagged_note_comes_back_with_what_to_write_instead(desk: TenantClient) -> None:
    lea = profile()
    url = f"/espace/personnes/{lea.pk}/note"
    page = desk.post(url, {"text": "A deux enfants, sans mode de garde.", "kind": "meeting"}).content.decode()
    assert "de 8 h 30 à 16 h 30" in page.replace("\xa0", " ")
    assert "A deux enfants, sans mode de garde." in page
    assert not Note.objects.exists()
    sent = {"text": "A deux enfants.", "kind": "meeting", "kept_because": "Elle demande une crèche."}
    assert desk.post(url, sent).status_code == 302
    assert Note.objects.get().flags == ["family"]
    assert desk.get("/espace/suivi/notes-gardees").status_code == 403
    desk.force_login(adviser("chef@alpha.example", role="manager"))
    kept = desk.get("/espace/suivi/notes-gardees").content.decode()
    assert "Elle demande une crèche" in kept
    note = Note.objects.get()
    desk.post(f"/espace/suivi/notes/{note.pk}", {"next": "//evil.example"})
    assert not Note.objects.exists()


def test_tasks_and_told_offers(desk: TenantClient) -> None:
    lea, offer = profile(), making.live(making.BERGUES)
    url = f"/espace/personnes/{lea.pk}"
    assert "Choisissez un jour" in desk.post(f"{url}/tache", {"text": "Appeler", "due_on": ""}).content.decode()
    desk.post(f"{url}/tache", {"text": "Appeler", "due_on": "04/05/2027"})
    task = Task.objects.get()
    assert (task.adviser, task.due_on.isoformat()) == (adviser(), "2027-05-04")
    answer = desk.post(f"/espace/suivi/taches/{task.pk}", {"next": "/espace/bureau"})
    assert answer["Location"] == "/espace/bureau"
    assert desk.post(f"/espace/suivi/taches/{task.pk}", {"next": "https://evil.example/"})["Location"] == url
    task.refresh_from_db()
    assert task.done_by == adviser()
    desk.post(f"{url}/dit", {"offre": str(offer.pk)})
    assert Proposal.objects.get().how == "talk"
    assert desk.post(f"{url}/dit", {"offre": "x"}).status_code == 302
    assert Proposal.objects.count() == 1


def test_a_recruitment_in_one_place_and_people_chosen_from_it(desk: TenantClient) -> None:
    offer, lea, karim = making.live(making.BERGUES), profile(), profile("Karim Benali", availability="employed")
    page = desk.get(f"/espace/recrutements/{offer.pk}").content.decode()
    assert page.index("Léa Dubois") < page.index("Karim Benali")
    assert "préavis à vérifier" in page
    url = f"/espace/recrutements/{offer.pk}/choisir"
    assert desk.post(url, {"presenter": ""}).status_code == 302
    desk.post(url, {"presenter": "", "personne": [str(lea.pk)]})
    assert offer.shortlist.picks.get().profile == lea
    desk.post(url, {"proposer": "", "personne": [str(karim.pk)]})
    assert Proposal.objects.get().profile == karim
    assert "Envoyer 1 fiche" in desk.get(f"/espace/recrutements/{offer.pk}/preselection").content.decode()


def test_an_appointment_is_made_on_a_page(desk: TenantClient) -> None:
    lea = profile()
    day = (timezone.localdate() + timedelta(days=7)).isoformat()
    url = f"/espace/personnes/{lea.pk}/rendez-vous"
    said = {"day": day, "hour": "14:30", "minutes": "30", "way": "place", "where": "Bergues", "purpose": "Le point"}
    assert desk.post(url, said).status_code == 302
    again = desk.post(url, said).content.decode()
    assert "Ce créneau est déjà pris" in again
    assert 'value="14:30"' in again
    made = lea.appointments.get()
    assert desk.get(f"/espace/rendez-vous/{made.pk}").status_code == 200
    moved = desk.post(f"/espace/rendez-vous/{made.pk}", {**said, "hour": "16:00", "deplacer": ""})
    assert moved.status_code == 302
    desk.post(f"/espace/rendez-vous/{made.pk}", {"annuler": ""})
    made.refresh_from_db()
    assert made.state == "cancelled"
    page = desk.post("/espace/agenda", {"nouveau": ""}).content.decode()
    assert ".ics" in page
    assert ".ics" not in desk.get("/espace/agenda").content.decode()


@pytest.mark.parametrize("more", [0, 20])
def test_the_queries_of_both_pages_do_not_grow(in_alpha: Tenant, desk: TenantClient, more: int) -> None:
    by, lea, offer = adviser(), profile(), making.live(making.BERGUES)
    for n in range(1 + more):
        other = profile(f"Personne {n}", email=f"p{n}@candidat.example")
        worked(lea, "Boulanger")
        worked(other, "Boulanger")
        application(making.live(making.CASSEL, title=f"Boulanger {n} F/H"), lea)
        application(offer, other)
        write_note(text="Vu.", profile=lea, by=by)
        write_note(text="Vu.", offer=offer, by=by)
        add_task(text="Dossier", due_on=timezone.localdate(), by=by, profile=lea)
        add_task(text="Dossier", due_on=timezone.localdate(), by=by, offer=offer)
        appointment(lea, by, timezone.now() + timedelta(hours=1 + n))
    pick(offer=offer, profiles=[lea], by=by)
    counts = []
    for url in (f"/espace/personnes/{lea.pk}", f"/espace/recrutements/{offer.pk}"):
        desk.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(url).status_code == 200
        counts.append(sum("search_path" not in query["sql"] for query in captured))
    assert counts == [21, 17]


def test_who_hides_their_profile_has_an_hour_and_no_name_in_the_agenda_and_on_the_desk(desk: TenantClient) -> None:
    lea, karim = profile(), profile("Karim Benali")
    for hours, one in ((1, lea), (3, karim)):
        appointment(one, adviser(), timezone.now() + timedelta(days=1, hours=hours))
    pages = ("/espace/agenda", "/espace/bureau")
    assert all(karim.name in desk.get(path).content.decode() for path in pages)
    Profile.objects.filter(pk=karim.pk).update(visibility="nobody")
    for path in pages:
        page = desk.get(path).content.decode()
        assert karim.name not in page
        assert "quelqu’un qui ne montre plus son profil" in page
        assert lea.name in page


def test_a_second_click_writes_nothing_twice(desk: TenantClient) -> None:
    lea = profile()
    today = timezone.localdate().isoformat()
    for _ in range(2):
        write_note(text="Permis obtenu en mai.", profile=lea, by=adviser())
        desk.post(
            f"/espace/personnes/{lea.pk}/tache", {"text": "Rappeler", "due_on": today, "adviser": str(adviser().pk)}
        )
        desk.post(f"/espace/bureau/appels/{lea.pk}", {"outcome": "missed"})
    assert (Note.objects.count(), Task.objects.count(), Call.objects.count()) == (1, 1, 1)
    write_note(text="Permis obtenu en juin.", profile=lea, by=adviser())
    assert Note.objects.count() == 2
