"""Handing one e-mail to the mail server. gevent lets the room go on meanwhile."""

from __future__ import annotations

import hashlib
import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, parseaddr
from html import escape

from config import ADDRESS, Smtp
from methods import clock
from methods.letters import Letter

PATIENCE = 30  # seconds for each answer of the mail server
TAKEN = 250


class Unsent(Exception):
    """It did not go out, or nobody knows (`uncertain`); `error` is a key of methods.notices."""

    def __init__(self, error: str, *, whole: bool = False) -> None:
        super().__init__(error)
        self.error = error
        self.whole = whole  # nothing else would go out now either


def message(letter: Letter, smtp: Smtp, to: str, key: str) -> EmailMessage:
    """The letter as text and as HTML. The same `key` has the same Message-ID.

    Raises `Unsent` for an address that is not one: nothing that people wrote reaches a header
    but a subject on one line.
    """
    if not ADDRESS.fullmatch(to) or not to.isascii():
        raise Unsent("address")
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"] = smtp.sender, to
    made["Subject"] = " ".join(letter.subject.split())
    made["Date"] = formatdate(clock.now(), localtime=True)
    name = hashlib.sha256(key.encode()).hexdigest()[:32]
    made["Message-ID"] = f"<{name}@{parseaddr(smtp.sender)[1].rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made["Content-Language"] = letter.language
    if letter.leave:
        made["List-Unsubscribe"] = f"<{letter.leave}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(letter.text(), cte="quoted-printable")  # 8 bits are not for every server
    made.add_alternative(_html(letter), subtype="html", cte="quoted-printable")
    return made


def _html(letter: Letter) -> str:
    lines: list[str] = []
    for each in (letter, *letter.more):
        told = each.lines if each is letter else each.lines[1:]
        lines += [] if each is letter else [f"<h2>{escape(each.subject)}</h2>"]
        lines += [f"<p>{escape(line)}</p>" for line in told]
        lines += [f'<p><a href="{escape(url)}">{escape(label)}</a></p>'
                  for label, url in each.links]  # fmt: skip
    lines += [f"<p><small>{escape(line)}</small></p>" for line in letter.endings()]
    title, language = escape(letter.subject), escape(letter.language)
    return (f'<!doctype html><html lang="{language}"><head><title>{title}</title></head>'
            f'<body dir="auto">{"".join(lines)}</body></html>')  # fmt: skip


def send(smtp: Smtp, mail: EmailMessage) -> None:
    """Hand it in; returns when the server has taken it. Raises `Unsent`."""
    try:
        line = _open(smtp)
    except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError):
        raise Unsent("login", whole=True) from None
    except ssl.SSLError:
        raise Unsent("insecure", whole=True) from None
    except (OSError, smtplib.SMTPException):
        raise Unsent("unreachable", whole=True) from None
    try:
        _hand_in(line, mail, smtp)
    finally:
        line.close()


def _open(smtp: Smtp) -> smtplib.SMTP:
    trust = ssl.create_default_context()
    if smtp.tls == "tls":
        line: smtplib.SMTP = smtplib.SMTP_SSL(smtp.host, smtp.port, timeout=PATIENCE, context=trust)
    else:
        line = smtplib.SMTP(smtp.host, smtp.port, timeout=PATIENCE)
    try:
        if smtp.tls == "starttls":
            line.ehlo_or_helo_if_needed()
            if not line.has_extn("starttls"):
                raise ssl.SSLError("it takes no encryption")
            line.starttls(context=trust)
        if smtp.user:
            line.login(smtp.user, smtp.password)
    except BaseException:
        line.close()
        raise
    return line


def _hand_in(line: smtplib.SMTP, mail: EmailMessage, smtp: Smtp) -> None:
    """MAIL, RCPT, DATA. Once the text is on its way, a lost answer leaves it uncertain."""
    sent = False
    try:
        line.ehlo_or_helo_if_needed()
        if line.mail(parseaddr(smtp.sender)[1])[0] != TAKEN:
            raise Unsent("refused", whole=True)
        code = line.rcpt(str(mail["To"]))[0]
        if code // 100 != 2:
            raise Unsent("address" if code // 100 == 5 else "refused")
        sent = True
        code = line.data(mail.as_bytes())[0]
    except smtplib.SMTPDataError:
        raise Unsent("refused", whole=True) from None
    except (OSError, smtplib.SMTPException):
        raise Unsent("uncertain" if sent else "unreachable", whole=True) from None
    if code != TAKEN:
        raise Unsent("refused", whole=code // 100 == 4)
