"""SMS that do not leave: a file each, beside the e-mails of a laptop."""

from pathlib import Path

from django.conf import settings

from tenants.messaging.enums import DeliveryState
from tenants.messaging.ports import Accepted, Found, OutgoingText, Result


class LocalSms:
    """Writes what would have been sent; a file's name is the row's id, so a second sending shows."""

    name = "local"

    def __init__(self) -> None:
        self._folder = Path(settings.SMS_FILE_PATH)

    def send(self, text: OutgoingText) -> Result:
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._file(text).open("a", encoding="utf-8") as file:
            file.write(f"De : {text.sender}\nÀ : {text.to}\n\n{text.text}\n")
        return Accepted(ref=str(text.id))

    def ask(self, text: OutgoingText, ref: str = "") -> Found | None:
        return Found(DeliveryState.SENT, ref=str(text.id)) if self._file(text).exists() else None

    def close(self) -> None:
        """Nothing is open."""

    def _file(self, text: OutgoingText) -> Path:
        return self._folder / f"{text.id}.sms.txt"
