"""Start-up checks on who looks at files before people do."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def somebody_scans(**kwargs: Any) -> list[CheckMessage]:
    """A platform without a real scanner hands out whatever arrives."""
    if settings.VIRUS_SCANNER == "clamd":
        return []
    return [
        Error(
            f"VIRUS_SCANNER={settings.VIRUS_SCANNER!r} protects nobody.",
            id="files.E001",
            hint="VIRUS_SCANNER=clamd and CLAMD_ADDRESS=/run/clamav/clamd.ctl (or host:3310).",
        )
    ]


@register(Tags.security)
def files_are_no_media(**kwargs: Any) -> list[CheckMessage]:
    """Whatever lies under the media may be served to every host."""
    private = Path(settings.PRIVATE_FILES_ROOT).resolve()
    for name in ("MEDIA_ROOT", "STATIC_ROOT"):
        public = getattr(settings, name, None)
        if public and (private == (open_to_all := Path(public).resolve()) or open_to_all in private.parents):
            return [Error(f"PRIVATE_FILES_ROOT lies under {name}.", id="files.E002", hint="Move it elsewhere.")]
    return []
