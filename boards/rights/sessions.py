"""Sessions say whose they are only once they are read."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Q

from tenants.personal_data import Person


def of(person: Person) -> Q:
    """The sessions of an account. Every open one is read: a tenant has as many as people who are signed in."""
    if person.user is None:
        return Q(pk__in=[])
    user = str(person.user)
    mine = [one.pk for one in Session.objects.iterator() if one.get_decoded().get(SESSION_KEY) == user]
    return Q(pk__in=mine)
