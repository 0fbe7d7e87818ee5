"""A mailbox at the sink, and mail readers that answer as those of the country do."""

from collections.abc import Callable
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage, Message
from email.policy import SMTP
from email.utils import make_msgid, parseaddr

from django.utils import timezone

from boards.threads.models import Telling
from boards.threads.telling import tell_due
from tenants.messaging.sending.emails import drain_emails


def deliver() -> None:
    """Two minutes later: tell what is due, and send it."""
    Telling.objects.filter(told_at=None).update(due_at=timezone.now())
    tell_due()
    drain_emails()


def body_of(mail: Message, kind: str = "text/plain") -> str:
    """What a mail reader shows of a mail that it got."""
    part = next(part for part in mail.walk() if part.get_content_type() == kind)
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content.decode(part.get_content_charset() or "utf-8")


def head(mail: Message, name: str) -> str:
    """A header on one line and decoded, as it is shown."""
    return " ".join(str(make_header(decode_header(str(mail[name])))).split())


def quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _intro(mail: Message) -> str:
    return f"Le lun. 3 nov. 2026 à 10:12, {head(mail, 'From')} a écrit :"


def gmail(said: str, mail: Message) -> tuple[str, str]:
    """Text and page; the introduction broken where its lines end."""
    text = f"{said}\n\n{_intro(mail).replace(' a écrit', ' a' + chr(10) + 'écrit')}\n\n{quoted(body_of(mail))}\n"
    page = (
        f'<div dir="ltr">{said}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">{_intro(mail)}<br>'
        f'</div><blockquote class="gmail_quote">{body_of(mail, "text/html")}</blockquote></div>'
    )
    return text, page


def outlook(said: str, mail: Message) -> tuple[str, str]:
    """A block of headers, nothing marked with «>», everything of ours below."""
    top = f"De : {head(mail, 'From')}\nEnvoyé : lundi 3 novembre 2026\nÀ : {head(mail, 'To')}\nObjet : X\n"
    return f"{said}\n\n________________________________\n{top}\n{body_of(mail)}", ""


def outlook_page(said: str, mail: Message) -> tuple[str, str]:
    """Only a page, as some of its settings have it."""
    top = (
        f'<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>De :</b> {parseaddr(head(mail, "From"))[0]}<br>'
        f"<b>Envoyé :</b> lundi 3 novembre 2026 10:12<br><b>À :</b> {head(mail, 'To')}<br><b>Objet :</b> X</p></div>"
    )
    return "", f"<html><body><p>{said}</p>{top}{body_of(mail, 'text/html')}</body></html>"


def thunderbird(said: str, mail: Message) -> tuple[str, str]:
    name = parseaddr(head(mail, "From"))[0]
    return f"{said}\n\nLe 03/11/2026 à 10:12, {name} a écrit :\n{quoted(body_of(mail))}", ""


def orange(said: str, mail: Message) -> tuple[str, str]:
    top = f"Message du 03/11/26 10:12\nDe : {head(mail, 'From')}\nA : {head(mail, 'To')}\nCopie à :\nObjet : X\n"
    return f"{said}\n\n\n{quoted(top + chr(10) + body_of(mail))}", ""


def iphone(said: str, mail: Message) -> tuple[str, str]:
    intro = f"Le 3 nov. 2026 à 10:12, {head(mail, 'From')} a écrit :"
    return f"{said}\n\nEnvoyé de mon iPhone\n\n{quoted(intro + chr(10) + chr(10) + body_of(mail))}", ""


READERS: dict[str, Callable[[str, Message], tuple[str, str]]] = {
    "Gmail": gmail,
    "Outlook": outlook,
    "Outlook, page only": outlook_page,
    "Thunderbird": thunderbird,
    "Orange": orange,
    "iPhone": iphone,
}


def answer(
    mail: Message, said: str, *, reader: str = "Gmail", sender: str = "", domain: str = "candidat.example"
) -> EmailMessage:
    """An answer to a mail that was delivered, as a mail reader writes it."""
    text, page = READERS[reader](said, mail)
    made = EmailMessage()
    made["From"] = Address("Léa Martin", addr_spec=sender or head(mail, "To"))
    made["To"] = head(mail, "Reply-To")
    made["Subject"] = f"Re: {head(mail, 'Subject')}"
    made["Message-ID"] = make_msgid(domain=domain)
    made["In-Reply-To"] = head(mail, "Message-ID")
    made["References"] = f"{head(mail, 'References')} {head(mail, 'Message-ID')}"
    if text:
        made.set_content(text)
        if page:
            made.add_alternative(page, subtype="html")
    else:
        made.set_content(page, subtype="html")
    return made


def raw(mail: EmailMessage) -> bytes:
    return mail.as_bytes(policy=SMTP)
