"""A file that somebody entrusted to a tenant."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.files.enums import FileKind, FileState
from tenants.guard import TenantModel, TenantQuerySet
from tenants.personal_data import DataPolicy, Subject, Through
from tenants.processing import Processing, Recipient

#: Of the cleaned name that a download carries.
NAME_LENGTH = 120
PATH = r"^[a-z][a-z0-9_]{1,30}/[0-9a-f]{2}/[0-9a-f]{64}$"


class StoredFileQuerySet(TenantQuerySet["StoredFile"]):
    def clean(self) -> "StoredFileQuerySet":
        """Those that may be handed out."""
        return self.filter(state=FileState.CLEAN)

    def waiting(self) -> "StoredFileQuerySet":
        """Those in quarantine, oldest first."""
        return self.filter(state=FileState.WAITING).order_by("created_at")


class StoredFile(TenantModel):
    """The row of one private file. Its content lies under a random path outside the media."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=_("aussi longtemps que ce qu’il accompagne ; son contenu part le même jour"),
        export=True,
        title=_("Fichiers confiés"),
        processing=Processing.PROFILES,
        recipients=(Recipient.ADVISERS, Recipient.AGREED_EMPLOYERS, Recipient.HOST),
        # Whose it is, the row that holds it says (DataPolicy.holds): an adviser uploads somebody else's CV.
        content="tenants.files.serving.opened",
        erasing=Through("tenants.files.services.forget", words=_("effacé, avec son contenu"), leaves_trace=False),
        unexported={
            "path": _("le rangement du fichier sur le serveur"),
            "scan_tries": _("la file d’attente de la vérification"),
            "uploaded_by": _("le compte d’une autre personne, quand un conseiller a déposé le fichier"),
        },
        labels={
            "sha256": _("empreinte du contenu"),
            "scanned_at": _("vérifié le"),
            "scanner": _("vérifié par"),
            "finding": _("ce que la vérification a trouvé"),
            "purpose": _("pour"),
        },
    )

    # Cleaned, for the download: it never names anything on our disk.
    name = models.CharField(_("nom du fichier"), max_length=NAME_LENGTH)
    kind = models.CharField(_("nature"), max_length=5, choices=FileKind)
    size = models.PositiveIntegerField(_("taille"))
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=110, unique=True, editable=False)
    state = models.CharField(_("état"), max_length=8, choices=FileState, default=FileState.WAITING)
    scanned_at = models.DateTimeField(null=True, blank=True)
    scanner = models.CharField(max_length=20, blank=True)
    # What the scanner calls what it found.
    finding = models.CharField(max_length=120, blank=True)
    # Tries of a scanner that didn't answer.
    scan_tries = models.PositiveSmallIntegerField(default=0)
    # What it is for, e.g. "cv": rooms above know.
    purpose = models.CharField(max_length=40, blank=True)
    # A plain identifier, as in the audit trail: tenants knows no accounts, and the file outlives its uploader's.
    uploaded_by = models.UUIDField(null=True, blank=True)

    objects: ClassVar = StoredFileQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [
            models.Index(fields=["created_at"], name="files_waiting", condition=Q(state=FileState.WAITING)),
            models.Index(fields=["uploaded_by"], name="files_by", condition=Q(uploaded_by__isnull=False)),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=FileState.WAITING, scanned_at__isnull=True)
                | (~Q(state=FileState.WAITING) & Q(scanned_at__isnull=False)),
                name="file_verdict_has_a_date",
                violation_error_message=_("Un fichier vérifié porte la date de sa vérification, et lui seul."),
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0),
                name="file_has_content",
                violation_error_message=_("Un fichier vide ne se garde pas."),
            ),
            models.CheckConstraint(
                condition=Q(path__regex=PATH) & Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="file_path_is_random",
                violation_error_message=_("Le rangement d’un fichier ne dit rien de lui."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_clean(self) -> bool:
        """Whether it may be handed out."""
        return self.state == FileState.CLEAN

    @property
    def is_waiting(self) -> bool:
        return self.state == FileState.WAITING

    @property
    def media_type(self) -> str:
        return FileKind(self.kind).media_type
