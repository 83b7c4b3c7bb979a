"""Message texts knows what customers read about their orders: plain words, no pictures, no link that follows them."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from zoneinfo import ZoneInfo

from central.storage.message_rows import DueMessage, MessageKind

_SUBJECTS = {
    MessageKind.READY: "Your order {number} is ready",
    MessageKind.REMINDER: "Your order {number} still waits for you",
    MessageKind.THANKS: "Thank you for your order {number}",
}
_BODIES = {
    MessageKind.READY: """Hello {name},

your order {number} is ready at {store}. {code}
It waits for you until {day}. Somebody else may fetch it when the order names them.
""",
    MessageKind.REMINDER: """Hello {name},

your order {number} still waits at {store}, until {day}. {code}
After that it goes back on the shelf, and what you paid goes back to you.
""",
    MessageKind.THANKS: """Hello {name},

thank you for fetching your order {number} at {store}.
{mentions}How was it? Answer this message with a number from 1 (not again) to 5 (gladly again).
You get this since you agreed to hear from us; answer STOP to hear no more.
""",
}
_MENTIONS = """
What goes with it, and is there now:
{goods}

"""
_WITH_CODE = "Show this code at the counter: {code}."


def written(message: DueMessage, sender: str) -> EmailMessage:
    """The message as it is sent."""
    zone = ZoneInfo(message.time_zone)
    until = datetime.fromtimestamp(message.expires_us // 1_000_000, UTC).astimezone(zone)
    words = {
        "name": message.name,
        "number": message.order_number,
        "store": message.store_name,
        "code": _WITH_CODE.format(code=message.code) if message.code else "",
        "mentions": _MENTIONS.format(goods="\n".join(f"- {name}" for name in message.mentions))
        if message.mentions
        else "",
        "day": f"{until:%A} {until.day} {until:%B}",
    }
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, message.email
    mail["Subject"] = _SUBJECTS[message.kind].format(**words)
    mail.set_content(_BODIES[message.kind].format(**words))
    return mail
