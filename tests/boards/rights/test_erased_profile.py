"""«Effacer mon profil»: nobody reads the person anywhere any more, and what was taken for them is free again."""

from datetime import timedelta

from django.utils import timezone

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.applications.enums import ApplicationState
from boards.applications.links import follow_url
from boards.applications.models import Application
from boards.applications.services.applying import apply
from boards.applications.services.moving import move
from boards.applications.values import ApplicationValues
from boards.followup.models import Appointment
from boards.groups.models import Group, Membership, Signup, Workshop
from boards.library.enums import AnsweredBy
from boards.library.services import requesting
from boards.placements import links
from boards.placements.models import Placement
from tenants.context import entering
from tenants.models import Tenant
from tests.boards import making
from tests.boards.followup.making import adviser, appointment, profile
from tests.boards.placements import making as hires

NAME, EMAIL, PHONE = "Fatima Benali", "fatima.benali@exemple.fr", "+33639980012"
HOUR = timedelta(hours=1)


def test_nothing_of_an_erased_profile_is_read_anywhere(alpha: Tenant, visit) -> None:
    with entering(alpha):
        user = making.person(EMAIL, role=Role.CANDIDATE)
        her = profile(NAME, user=user, email=EMAIL, phone=PHONE)
        baker, by, job = making.person(), adviser(), hires.offer()
        typed = ApplicationValues(name=NAME, email=EMAIL, phone=PHONE, message="Je me lève tôt.")
        sent = apply(offer=job, typed=typed, by=user, profile=her).application
        move(application=sent, to=ApplicationState.HIRED, by=baker)
        hire = Placement.objects.get()
        request = requesting.ask(profile=her.pk, employer=job.employer, words="Venez nous voir au fournil.", by=baker)
        requesting.accept(request=request, how=AnsweredBy.ACCOUNT, by=user)
        begins = timezone.now() + timedelta(days=3)
        appointment(her, by, begins)
        group = Group.objects.create(name="Mars", adviser=by)
        Membership.objects.create(group=group, profile=her)
        workshop = Workshop.objects.create(
            group=group,
            title="Entretien",
            place="Bergues",
            seats=4,
            starts_at=begins,
            ends_at=begins + HOUR,
        )
        Signup.objects.create(workshop=workshop, profile=her)
        person_url = links.person_url(hire).removeprefix(alpha.base_url)
    pages = {
        baker: [
            f"/espace/offres/{job.pk}/embauches", f"/espace/offres/{job.pk}/candidatures",
            f"/espace/candidatures/{sent.pk}", "/espace/cvtheque/demandes", "/messages",
        ],
        by: ["/espace/embauches", "/espace/candidatures", "/espace/agenda", f"/espace/groupes/{group.pk}"],
    }  # fmt: skip

    def read(reader: User) -> str:
        browser = visit(alpha)
        with entering(alpha):
            browser.force_login(reader)
        return "".join(browser.get(path, follow=True).content.decode() for path in pages[reader])

    assert all(NAME in read(reader) for reader in pages)
    candidate = visit(alpha)
    with entering(alpha):
        candidate.force_login(user)
    assert "Vos candidatures" in candidate.get("/mon-profil/effacer").content.decode()
    assert candidate.post("/mon-profil/effacer").status_code == 302
    for reader in pages:
        page = read(reader)
        assert not [word for word in ("Fatima", "Benali", EMAIL, "639980012", "06 39 98 00 12") if word in page]
    assert "places prises : 0 sur 4" in read(by)
    assert visit(alpha).get(person_url).status_code == 404
    with entering(alpha):
        assert not Appointment.objects.exists()
        assert Application.objects.get().name == ""
        assert (Placement.objects.get().name, Placement.objects.get().phone) == ("", "")
        assert User.objects.filter(pk=user.pk, is_active=True).exists(), "The account is not the profile."


def test_an_erased_application_leaves_no_name_with_its_hire(alpha: Tenant, visit) -> None:
    with entering(alpha):
        job = hires.offer()
        hire = hires.hired(job)
        application = hire.application
        path = follow_url(application).removeprefix(alpha.base_url)
        baker = making.person()
    employer = visit(alpha)
    with entering(alpha):
        employer.force_login(baker)
    assert "Léa Dubois" in employer.get(f"/espace/offres/{job.pk}/embauches").content.decode()
    visit(alpha).post(f"{path}/effacer")
    assert "Léa" not in employer.get(f"/espace/offres/{job.pk}/embauches").content.decode()
    with entering(alpha):
        hire.refresh_from_db()
        assert (hire.name, hire.email) == ("", "")
