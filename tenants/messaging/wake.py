"""Telling the drains that there is something to send."""

from django.db import connection, transaction
from procrastinate.contrib.django import app

from tenants import jobs
from tenants.enums import Channel
from tenants.guard import current_schema

DRAINS = {Channel.EMAIL: "messaging.drain_emails", Channel.SMS: "messaging.drain_texts"}
# Codes wait for nobody's long batch: each channel has a queue of its own, so that an operator can give it a worker.
QUEUES = {Channel.EMAIL: "mail", Channel.SMS: "sms"}


def lock_of(schema: str, channel: Channel) -> str:
    """One waiting drain a tenant and channel is enough for everybody."""
    return f"{DRAINS[channel]}:{schema}"


def wake(schema: str, channel: Channel) -> None:
    """Enqueue a drain unless one waits already."""
    lock = lock_of(schema, channel)
    drain = app.configure_task(DRAINS[channel], queue=QUEUES[channel], queueing_lock=lock, allow_unknown=True)
    jobs.defer_once(drain, schema=schema)


class _WakeUp:
    """One wake-up for a whole transaction, however many messages it queues."""

    def __init__(self, schema: str, channel: Channel) -> None:
        self.schema, self.channel, self.rung = schema, channel, False

    def __call__(self) -> None:
        self.rung = True
        wake(self.schema, self.channel)

    def is_like(self, schema: str, channel: Channel) -> bool:
        return not self.rung and (self.schema, self.channel) == (schema, channel)


def wake_after_commit(channel: Channel) -> None:
    """Ask for a drain of the current tenant once the transaction has committed.

    After the commit, not inside it: a drain that started between two commits would leave the second one's rows behind.
    If the process dies in between, the rows are still the queue and the next sweep finds them.
    """
    schema = current_schema()
    waiting = (callback for _savepoints, callback, *_ in connection.run_on_commit)
    if any(isinstance(callback, _WakeUp) and callback.is_like(schema, channel) for callback in waiting):
        return
    transaction.on_commit(_WakeUp(schema, channel), robust=True)
