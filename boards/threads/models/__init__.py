"""What candidate, employer and adviser say to each other about one thing."""

from boards.threads.models.attachment import Attachment
from boards.threads.models.message import Message
from boards.threads.models.party import Party
from boards.threads.models.telling import Telling
from boards.threads.models.thread import Thread

__all__ = ["Attachment", "Message", "Party", "Telling", "Thread"]
