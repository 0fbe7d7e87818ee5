from boards.followup.models.appointment import Appointment
from boards.followup.models.calendar_feed import CalendarFeed
from boards.followup.models.call import Call
from boards.followup.models.note import Note
from boards.followup.models.proposal import Proposal
from boards.followup.models.shortlist import Pick, Shortlist
from boards.followup.models.task import Task

__all__ = ["Appointment", "CalendarFeed", "Call", "Note", "Pick", "Proposal", "Shortlist", "Task"]
