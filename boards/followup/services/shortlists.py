"""A shortlist: who is proposed, whether they want to be known, one mail to the employer, an answer for each."""

from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from boards.accounts.models import User
from boards.applications.enums import ApplicationState, Source
from boards.applications.services.assisting import add_for
from boards.applications.services.moving import move
from boards.candidates.models import Profile
from boards.employers.models import EmployerMember
from boards.followup import notices, policies
from boards.followup.enums import AgreedHow, Agreement, ProposedHow, Verdict
from boards.followup.models import Pick, Proposal, Shortlist
from boards.followup.models.shortlist import MOST_PICKS
from boards.followup.shown import sentence_of, shown_to_employer
from boards.offers.enums import OfferState
from boards.offers.models import Offer
from tenants.audit import services as audit
from tenants.context import current_tenant
from tenants.messaging.services import Letter, queue_emails


@transaction.atomic
def pick(*, offer: Offer, profiles: Sequence[Profile], by: User) -> Shortlist:
    """Put people on the shortlist of an offer; who is on it stays as they are.

    Raises:
        PermissionDenied: not staff. ValidationError: the offer is over, or more than an employer reads.
    """
    policies.require_staff(by=by)
    if not OfferState(offer.state).is_open:
        raise ValidationError(_("Cette offre n’est plus en ligne : choisissez-en une autre."), code="over")
    shortlist, _made = Shortlist.objects.select_for_update().get_or_create(offer=offer)
    on_it = set(shortlist.picks.values_list("profile", flat=True))
    seen = Profile.objects.seen_by(by).filter(pk__in=[profile.pk for profile in profiles]).exclude(pk__in=on_it)
    new = sorted(seen, key=lambda one: [profile.pk for profile in profiles].index(one.pk))
    if len(on_it) + len(new) > MOST_PICKS:
        raise ValidationError(
            _("Gardez %(most)s personnes au plus : un employeur n’en lit pas davantage.") % {"most": MOST_PICKS},
            code="many",
        )
    last = shortlist.picks.aggregate(last=Max("position"))["last"] or 0
    Pick.objects.bulk_create(
        Pick(shortlist=shortlist, profile=profile, position=last + place) for place, profile in enumerate(new, start=1)
    )
    audit.record_all("shortlist.picked", targets={profile: {"offer": str(offer.pk)} for profile in new}, by=by)
    return shortlist


@transaction.atomic
def unpick(*, pick: Pick, by: User) -> None:
    """Take somebody off. Raises PermissionDenied; ValidationError once the employer has seen them, or they are gone."""
    policies.require_staff(by=by)
    pick = _still_on_it(pick)
    if pick.shown_at is not None:
        raise ValidationError(_("L’employeur a déjà reçu cette fiche : la personne reste dans la liste."), code="shown")
    pick.delete()


@transaction.atomic
def write_sentence(*, pick: Pick, sentence: str, by: User) -> Pick:
    """What the employer reads beside the card. Raises PermissionDenied; ValidationError where they are gone."""
    policies.require_staff(by=by)
    pick = _still_on_it(pick)
    pick.sentence = sentence.strip()[:300]
    pick.full_clean(exclude=["shortlist", "profile"])
    pick.save(update_fields=["sentence", "updated_at"])
    return pick


@transaction.atomic
def ask_agreement(*, picks: Sequence[Pick], by: User) -> int:
    """By mail or SMS, with a link of two buttons. Who said yes or no isn't asked again. Returns how many are asked."""
    policies.require_staff(by=by)
    open_ones = _locked([one.pk for one in picks]).filter(agreement__in=[Agreement.UNASKED, Agreement.ASKED])
    waiting = list(open_ones)
    asked = notices.agreement_asked(waiting)
    told = [one for one in waiting if one.profile_id in asked]
    now = timezone.now()
    for one in told:
        one.agreement, one.asked_at = Agreement.ASKED, now
    Pick.objects.bulk_update(told, ["agreement", "asked_at", "updated_at"])
    return len(told)


@transaction.atomic
def note_agreement(*, pick: Pick, yes: bool, how: AgreedHow, by: User | None) -> Pick:
    """The person's answer: heard by an adviser, or given by the link (by: None), which takes a later no as well.

    Raises:
        PermissionDenied: not one who follows the person. ValidationError: the person is no longer on the list.
    """
    if by is not None:
        policies.require_follows(profile=pick.profile, by=by)
    elif how != AgreedHow.LINK:
        raise PermissionDenied
    pick = _still_on_it(pick)
    now = timezone.now()
    pick.agreement = Agreement.YES if yes else Agreement.NO
    pick.agreed_at, pick.agreed_how = (now, how) if yes else (None, "")
    pick.noted_by = by
    pick.save(update_fields=["agreement", "agreed_at", "agreed_how", "noted_by", "updated_at"])
    Profile.objects.filter(pk=pick.profile_id).update(last_contact_at=now, warned_at=None)
    Proposal.objects.get_or_create(
        offer=pick.shortlist.offer,
        profile=pick.profile,
        defaults={"how": ProposedHow.TALK if by else ProposedHow.EMAIL, "by": by},
    )
    audit.record("shortlist.agreed" if yes else "shortlist.declined", target=pick, by=by, detail={"how": how})
    return pick


@transaction.atomic
def send(*, shortlist: Shortlist, words: str, by: User) -> int:
    """One mail to each who acts for the employer, with the way to the cards. Returns how many cards they will see.

    Raises:
        PermissionDenied: not staff. ValidationError: nobody to send it to, or nobody who may be shown.
    """
    policies.require_staff(by=by)
    shortlist = Shortlist.objects.select_for_update(of=("self",)).select_related("offer__employer").get(pk=shortlist.pk)
    addresses = list(
        EmployerMember.objects.filter(employer=shortlist.offer.employer_id, user__is_active=True)
        .order_by("created_at")
        .values_list("user__email", flat=True)
    )
    if not addresses:
        raise ValidationError(
            _("Personne n’a de compte pour cet employeur : invitez-le d’abord, il lira la liste ensuite."),
            code="nobody",
        )
    shown = shown_to_employer(shortlist)
    if not shown:
        raise ValidationError(
            _("Personne ne peut encore être montré : demandez leur accord aux personnes de la liste."), code="empty"
        )
    now = timezone.now()
    shortlist.words, shortlist.sent_at, shortlist.sent_by = words.strip()[:1000], now, by
    shortlist.full_clean(exclude=["offer"])
    shortlist.save(update_fields=["words", "sent_at", "sent_by", "updated_at"])
    Pick.objects.filter(pk__in=[one.pk for one in shown], shown_at__isnull=True).update(shown_at=now)
    with override(settings.LANGUAGE_CODE):
        context = {
            "shortlist": shortlist,
            "offer": shortlist.offer,
            "adviser": by,
            "people": len(shown),
            "shortlist_url": f"{current_tenant().base_url}/espace/preselections/{shortlist.pk}",
        }
        ref = f"offer:{shortlist.offer_id}"
        queue_emails([Letter(address, "followup/email/shortlist", context, ref) for address in addresses])
    audit.record("shortlist.sent", target=shortlist, by=by, detail={"people": len(shown), "to": len(addresses)})
    return len(shown)


@transaction.atomic
def decide(*, pick: Pick, verdict: Verdict, by: User) -> Pick:
    """The employer's answer about one person, in one press; a later one replaces it.

    «À rencontrer» and «embauché» make an application out of it: with the name for who agreed; the others are asked.

    Raises:
        PermissionDenied: not one of this employer's. ValidationError: no such answer, the offer is over, or the
            person is no longer on the list.
    """
    if not Shortlist.objects.readable_by(by).filter(pk=pick.shortlist_id).exists():
        raise PermissionDenied
    if verdict not in Verdict.answers():
        raise ValidationError(_("Choisissez l’une des trois réponses."), code="verdict")
    pick = _still_on_it(pick)
    if pick.verdict == verdict:
        return pick
    pick.verdict, pick.verdict_at, pick.verdict_by = verdict, timezone.now(), by
    pick.save(update_fields=["verdict", "verdict_at", "verdict_by", "updated_at"])
    audit.record("shortlist.answered", target=pick, by=by, detail={"verdict": verdict})
    if verdict in (Verdict.MEET, Verdict.HIRED):
        _apply(pick, verdict, by=by)
    return pick


def _apply(pick: Pick, verdict: Verdict, *, by: User) -> None:
    adviser = pick.shortlist.sent_by
    if adviser is None or not adviser.is_tenant_staff:
        adviser = pick.profile.adviser
    if adviser is None or not OfferState(pick.shortlist.offer.state).is_open:
        return
    application = add_for(
        profile=pick.profile,
        offer=pick.shortlist.offer,
        by=adviser,
        message=sentence_of(pick),
        agreed=pick.is_named,
        source=Source.SHORTLIST,
    )
    if verdict == Verdict.HIRED and application.state != ApplicationState.HIRED and pick.is_named:
        move(application=application, to=ApplicationState.HIRED, by=by)


def _still_on_it(pick: Pick) -> Pick:
    """Locked. An adviser may take somebody off while the answer is on its way."""
    found = _locked([pick.pk]).first()
    if found is None:
        raise ValidationError(_("Cette personne n’est plus dans la liste."), code="gone")
    return found


def _locked(keys: Sequence[UUID]) -> QuerySet[Pick]:
    return (
        Pick.objects.select_for_update(of=("self",))
        .select_related("profile", "shortlist__offer__employer", "shortlist__sent_by")
        .filter(pk__in=keys)
        .order_by("pk")
    )
