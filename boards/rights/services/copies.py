"""A copy of a person's data: asked for, made by a worker, taken by the person, gone after a week."""

import json
import logging
import shutil
import tempfile
import zipfile
from contextlib import suppress
from pathlib import PurePosixPath
from typing import IO, Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tenants.utils import schema_context

from boards.accounts.models import User
from boards.candidates.models import Profile
from boards.rights import everything, pages, wake
from boards.rights.enums import CopyState
from boards.rights.models import Copy
from boards.rights.models.copy import KEPT_FOR, LOST_AFTER, who_is
from boards.rights.storage import copies
from boards.rights.whose import Found, rows_of
from tenants.audit import services as audit
from tenants.context import current_tenant
from tenants.guard import current_schema
from tenants.messaging.services import queue_email
from tenants.personal_data import Person
from tenants.turns import take_turns

logger = logging.getLogger(__name__)

#: Of all files together; what has no more room is named in the file that explains.
MOST_BYTES = 300_000_000
_DAYS = KEPT_FOR.days


@transaction.atomic
def ask(*, person: Person) -> Copy:
    """Have a copy made. One at a time: while it is being made the same is given back, an older one goes."""
    who = who_is(person)
    # A row that isn't there yet can't be locked: a second press finds the copy that the first one asked for.
    take_turns(f"rights.copy:{who}")
    known = Copy.objects.select_for_update().filter(who=who).first()
    if known is not None and known.is_waiting:
        return known
    if known is not None:
        forget(rows=Copy.objects.filter(pk=known.pk), person=person)
    copy = Copy.objects.create(
        who=who,
        user_id=person.user,
        email=next(iter(sorted(person.emails)), ""),
        phone=next(iter(sorted(person.phones)), ""),
    )
    audit.record("copy.asked", target=copy, by=None)
    wake.make_after_commit(copy)
    return copy


@transaction.atomic
def hand_over(*, profile: Profile, by: User) -> None:
    """Note that an adviser printed somebody's data for them."""
    audit.record("copy.printed", target=profile, by=by)


def make(*, pk: UUID) -> None:
    """Make a copy, in a worker. Once more is harmless; one whose person was erased meanwhile is not made."""
    copy = Copy.objects.filter(pk=pk, state=CopyState.ASKED).first()
    if copy is None:
        return
    try:
        with override(settings.LANGUAGE_CODE), tempfile.TemporaryFile() as packed:
            _pack(copy, packed)
            size = packed.tell()
            packed.seek(0)
            path = copies.save(None, File(packed))
    except Exception:
        Copy.objects.filter(pk=pk).update(state=CopyState.FAILED, updated_at=timezone.now())
        raise
    with transaction.atomic():
        is_theirs = Copy.objects.filter(pk=pk, state=CopyState.ASKED).update(
            state=CopyState.READY, path=path, size=size, ready_at=timezone.now(), updated_at=timezone.now()
        )
        if is_theirs:
            _tell(copy)
    if not is_theirs:
        copies.delete(path)


@transaction.atomic
def forget(*, rows: QuerySet[Copy], person: Person) -> None:
    """Remove copies and, once that is committed, their files."""
    found = list(rows.select_for_update().values_list("pk", "path"))
    Copy.objects.filter(pk__in=[pk for pk, _path in found]).delete()
    schema = current_schema()
    for path in [path for _pk, path in found if path]:
        transaction.on_commit(lambda path=path: _unlink(schema, path), robust=True)  # type: ignore[misc]


def expire() -> int:
    """Remove copies that are a week old, and those whose worker never came back. Returns how many."""
    now = timezone.now()
    old = Copy.objects.filter(
        Q(ready_at__lte=now - KEPT_FOR) | Q(ready_at=None, updated_at__lte=now - LOST_AFTER - KEPT_FOR)
    )
    count = old.count()
    forget(rows=old, person=Person())
    _sweep_files()
    return count


def _pack(copy: Copy, packed: IO[bytes]) -> None:
    found = rows_of(copy.person)
    Copy.objects.filter(pk=copy.pk).update(steps=len(found), updated_at=timezone.now())

    def done(number: int) -> None:
        Copy.objects.filter(pk=copy.pk).update(step=number, updated_at=timezone.now())

    tenant = current_tenant()
    lists = list(everything.lists_of(found, done=done))
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        content = everything.everything(lists, tenant=tenant)
        archive.writestr("donnees.json", json.dumps(content, ensure_ascii=False, indent=1))
        archive.writestr("donnees.pdf", pages.pages_of(lists, tenant=tenant))
        left_out = _add_files(archive, found)
        archive.writestr("LISEZ-MOI.txt", _read_me(tenant.name, left_out))
    packed.seek(0, 2)


def _add_files(archive: zipfile.ZipFile, found: list[Found]) -> list[str]:
    """Their files, each under its own name. Returns those that found no room or are not there."""
    room, left_out = MOST_BYTES, []
    for one in found:
        if not one.declared.policy.content or not one.declared.policy.export:
            continue
        opened = import_string(one.declared.policy.content)
        for number, row in enumerate(one.rows().order_by("pk").iterator(chunk_size=100), start=1):
            name = PurePosixPath(str(row)).name or str(row.pk)
            size = int(getattr(row, "size", 0))
            content: Any = opened(row) if size <= room else None
            if content is None:
                left_out.append(name)
                continue
            room -= size
            with content, archive.open(f"fichiers/{number:03d}-{name}", "w") as place:
                shutil.copyfileobj(content, place)
    return left_out


def _read_me(site: str, left_out: list[str]) -> str:
    lines = [
        _("Vos données sur %(site)s") % {"site": site},
        "",
        _("donnees.pdf : à lire et à imprimer."),
        _("donnees.json : le même contenu, complet, à reprendre dans un autre service."),
        _("fichiers/ : les fichiers que vous avez envoyés, et ceux qui vous concernent."),
    ]
    if left_out:
        lines += ["", _("Sans place dans cette copie, ou disparus : %(names)s.") % {"names": ", ".join(left_out)}]
    return "\r\n".join(lines) + "\r\n"


def _tell(copy: Copy) -> None:
    """Who has no e-mail comes back to the page."""
    if copy.email:
        with override(settings.LANGUAGE_CODE):
            queue_email(
                to=copy.email,
                template="rights/email/copy_ready",
                context={"days": _DAYS, "with_account": copy.user_id is not None},
                subject_ref=f"copy:{copy.pk}",
            )


def _unlink(schema: str, path: str) -> None:
    try:
        with schema_context(schema):
            copies.delete(path)
    except OSError:
        logger.exception("The copy %s could not be removed: the next sweep tries again", path)


def _sweep_files() -> None:
    """What lies there without a row: a worker died between the file and its row."""
    known = set(Copy.objects.exclude(path="").order_by().values_list("path", flat=True))
    before = timezone.now() - LOST_AFTER
    for name, written in list(copies.names()):
        if name not in known and written < before:
            with suppress(OSError):
                copies.discard(name)
