"""An application, what its offer asks, and what an employer chose to be told."""

from boards.applications.models.addition import Addition
from boards.applications.models.answer import Answer
from boards.applications.models.application import Application
from boards.applications.models.attempt import Attempt
from boards.applications.models.notice import Notice
from boards.applications.models.question import ScreeningQuestion
from boards.applications.models.reply import ReplyText

__all__ = ["Addition", "Answer", "Application", "Attempt", "Notice", "ReplyText", "ScreeningQuestion"]
