"""Inviting people to act for an employer, and taking the right away. Somebody always answers for it."""

import re
import uuid
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from boards.accounts import limits
from boards.accounts.enums import AttemptKind
from boards.accounts.models import User
from boards.employers import links
from boards.employers.enums import EmployerRole
from boards.employers.models import Employer, EmployerInvitation, EmployerMember
from boards.employers.policies import require_may_decide
from tenants.audit import services as audit
from tenants.messaging.services import queue_email

GOOD_FOR = timedelta(days=7)
#: An invitation that was answered, or lapsed, is remembered so long for whoever asks who let somebody in.
KEPT_FOR = timedelta(days=90)
# A name that is a link, or reads like one: in a stranger's mail it would be an advertisement of theirs.
_LIKE_A_LINK = re.compile(r"https?:|www\.|//|@|\b[\w-]+\.[a-z]{2,}\b", re.IGNORECASE)


@transaction.atomic
def invite(*, employer: Employer, email: str, role: EmployerRole, by: User) -> EmployerInvitation:
    """Ask somebody by e-mail to act for an employer. An open invitation is renewed, with a new link.

    Raises:
        PermissionDenied: `by` doesn't answer for the employer and is no staff.
        ValidationError: they act for it already, or there were too many invitations today.
    """
    employer = _one_at_a_time(employer.pk)
    require_may_decide(employer=employer, by=by)
    email = email.strip().lower()
    if EmployerMember.objects.filter(employer=employer, user__email=email).exists():
        raise ValidationError(_("Cette personne agit déjà pour cet employeur."), code="member")
    try:
        limits.take_for(AttemptKind.INVITATION, about=str(employer.pk))
    except limits.TooMany:
        raise ValidationError(
            _("Vous avez envoyé beaucoup d’invitations aujourd’hui. Réessayez demain."), code="too_many"
        ) from None
    invitation = EmployerInvitation.objects.filter(
        employer=employer, email=email, accepted_at=None, withdrawn_at=None
    ).first() or EmployerInvitation(employer=employer, email=email)
    invitation.role, invitation.invited_by, invitation.lapses_at = role, by, timezone.now() + GOOD_FOR
    invitation.full_clean(exclude=["employer", "invited_by", "accepted_by"])
    invitation.save()
    audit.record("employer.invited", target=employer, by=by, detail={"invitation": str(invitation.pk), "role": role})
    with override(settings.LANGUAGE_CODE):
        queue_email(
            to=email,
            template="employers/email/invitation",
            context={"firm": _harmless(employer.name), "url": links.url_of(invitation), "days": GOOD_FOR.days},
            subject_ref=f"invitation:{invitation.pk}",
        )
    return invitation


@transaction.atomic
def withdraw(*, invitation: EmployerInvitation, by: User) -> EmployerInvitation:
    """Take an invitation back; its link is dead."""
    employer = _one_at_a_time(invitation.employer_id)
    require_may_decide(employer=employer, by=by)
    invitation = EmployerInvitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if invitation.is_open:
        invitation.withdrawn_at = timezone.now()
        invitation.save(update_fields=["withdrawn_at", "updated_at"])
        detail = {"invitation": str(invitation.pk)}
        audit.record("employer.invitation_withdrawn", target=employer, by=by, detail=detail)
    return invitation


@transaction.atomic
def accept(*, invitation: EmployerInvitation, by: User) -> EmployerMember:
    """Act for the employer from now on. Whoever was somebody here stays what they were (docs/adr/0010).

    Raises:
        PermissionDenied: the invitation is for another address.
        ValidationError: it was withdrawn, has lapsed or was accepted by somebody else.
    """
    employer = _one_at_a_time(invitation.employer_id)
    invitation = EmployerInvitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if by.email != invitation.email:
        raise PermissionDenied
    known = EmployerMember.objects.filter(employer=employer, user=by).first()
    if known is not None and invitation.accepted_at is not None:
        return known
    if not invitation.is_open:
        raise ValidationError(_("Cette invitation n’est plus valable. Demandez-en une autre."), code="over")
    member, made = EmployerMember.objects.get_or_create(employer=employer, user=by, defaults={"role": invitation.role})
    invitation.accepted_at, invitation.accepted_by = timezone.now(), by
    invitation.save(update_fields=["accepted_at", "accepted_by", "updated_at"])
    detail = {"invitation": str(invitation.pk), "role": member.role, "member": str(by.pk)}
    audit.record("employer.member_joined" if made else "employer.member_known", target=employer, by=by, detail=detail)
    return member


@transaction.atomic
def remove(*, member: EmployerMember, by: User) -> None:
    """Take the right away, or leave. Their account stays.

    Raises:
        PermissionDenied: neither their own nor theirs to decide. ValidationError: nobody would answer for it, or they
            are gone already.
    """
    member = _locked(member, by=by, leaving=True)
    employer, who = member.employer, str(member.user_id)
    member.delete()
    audit.record("employer.member_removed", target=employer, by=by, detail={"member": who})


@transaction.atomic
def change_role(*, member: EmployerMember, role: EmployerRole, by: User) -> EmployerMember:
    """Make somebody answer for the employer, or no longer.

    Raises:
        PermissionDenied, ValidationError: as `remove`.
    """
    member = _locked(member, by=by, leaving=role != EmployerRole.OWNER, own=False)
    if member.role != role:
        detail = {"member": str(member.user_id), "role": [member.role, role]}
        member.role = role
        member.save(update_fields=["role", "updated_at"])
        audit.record("employer.member_role", target=member.employer, by=by, detail=detail)
    return member


@transaction.atomic
def forget_invitations() -> int:
    """Delete the invitations that nobody asks about any more. Returns how many."""
    return EmployerInvitation.objects.filter(
        updated_at__lt=timezone.now() - KEPT_FOR, lapses_at__lt=timezone.now()
    ).delete()[0]


def _locked(member: EmployerMember, *, by: User, leaving: bool, own: bool = True) -> EmployerMember:
    """The row as it is now, after whoever else changes this employer's people. leaving: as an owner."""
    employer = _one_at_a_time(member.employer_id)
    if not (own and member.user_id == by.pk):
        require_may_decide(employer=employer, by=by)
    found = EmployerMember.objects.select_related("employer").filter(pk=member.pk).first()
    if found is None:
        raise ValidationError(_("Cette personne n’agit plus pour cet employeur."), code="gone")
    member = found
    owners = EmployerMember.objects.filter(employer=employer, role=EmployerRole.OWNER).exclude(pk=member.pk).count()
    # Staff may leave an employer without anybody: they answer for those who only telephone.
    if leaving and member.is_owner and not owners and not by.is_tenant_staff:
        raise ValidationError(_("Il faut au moins un responsable. Nommez-en un autre d’abord."), code="last_owner")
    return member


def _one_at_a_time(employer_id: uuid.UUID) -> Employer:
    """For whoever changes an employer's people or invitations; before any row of these, or two meet a deadlock."""
    return Employer.objects.select_for_update(of=("self",), no_key=True).get(pk=employer_id)


def _harmless(name: str) -> str:
    """A name for a mail to somebody who doesn't know its author; '' for one that would be a link."""
    return "" if _LIKE_A_LINK.search(name) else " ".join(name.split())[:80]
