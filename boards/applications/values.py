"""What somebody says when they apply: the same shape from the form, an adviser or the demo."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile


@dataclass(frozen=True, kw_only=True)
class ApplicationValues:
    """email in lower case, phone in E.164; at least one of the two.

    ticks: keys of `ticks.asked_by`; answers: by the question's id, as they are to be read; cv: an upload, checked and
    kept with the application; with_profile_cv: the one of the profile goes along.
    """

    name: str
    email: str = ""
    phone: str = ""
    message: str = ""
    ticks: tuple[str, ...] = ()
    answers: Mapping[UUID, str] = field(default_factory=dict)
    cv: "UploadedFile[Any] | None" = None
    with_profile_cv: bool = False
