"""Who is let in to a page, and what becomes of the others."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from tests.isolation.world import Role


class Outcome(StrEnum):
    """What became of a request."""

    IN = "let in"  # 2xx, 400, 410, 422, 429, or a redirect within the task
    SIGN_IN = "sent to sign in"
    FORBIDDEN = "403"
    NOT_FOUND = "404"
    METHOD = "405"


@dataclass(frozen=True)
class Shape:
    """Who is let in, and what becomes of the others."""

    outcomes: Mapping[Role, Outcome] = field(default_factory=dict)

    def of(self, role: Role) -> Outcome:
        """Operators and visitors of the public site are strangers in a tenant."""
        return self.outcomes.get(role, self.outcomes[Role.ANONYMOUS])

    def but(self, outcome: Outcome, *roles: Role) -> "Shape":
        """The same with another outcome for some roles."""
        return Shape(MappingProxyType({**self.outcomes, **dict.fromkeys(roles, outcome)}))

    def instead(self, outcome: Outcome, *, of: Outcome = Outcome.IN) -> "Shape":
        """Another outcome for all who are let in: the door is there, and behind it this."""
        return Shape(MappingProxyType({r: outcome if o == of else o for r, o in self.outcomes.items()}))

    def post_only(self) -> "Shape":
        """For `get=` beside a `post=`: 405 for those who pass the door, before anybody looks for the object."""
        return self.instead(Outcome.METHOD).instead(Outcome.METHOD, of=Outcome.NOT_FOUND)

    def missing(self) -> "Shape":
        """For an object that isn't here."""
        return self.instead(Outcome.NOT_FOUND)


def only(*roles: Role) -> Shape:
    """These roles; others are 403, strangers go and sign in."""
    outcomes = dict.fromkeys(Role, Outcome.FORBIDDEN) | dict.fromkeys(roles, Outcome.IN)
    return Shape(MappingProxyType(outcomes | dict.fromkeys(STRANGERS, Outcome.SIGN_IN)))


STRANGERS = (Role.ANONYMOUS, Role.OPERATOR, Role.PUBLIC)
EVERYBODY = Shape(MappingProxyType(dict.fromkeys(Role, Outcome.IN)))
NOBODY = EVERYBODY.instead(Outcome.NOT_FOUND)
NO_POST = EVERYBODY.instead(Outcome.METHOD)
SIGNED_IN = only(*(role for role in Role if role not in STRANGERS))
MANAGER = only(Role.MANAGER)
STAFF = only(Role.ADVISER, Role.MANAGER)
# Who may look for work here, and the one who does.
SEEKERS = only(Role.CANDIDATE, Role.EMPLOYER, Role.OTHER_EMPLOYER)
ONE_SEEKER = SEEKERS.but(Outcome.NOT_FOUND, Role.EMPLOYER, Role.OTHER_EMPLOYER)
SEEING = only(Role.ADVISER, Role.MANAGER, Role.PARTNER)
# Those who have a workspace: staff, employers, members of one.
WORKSPACE = only(Role.ADVISER, Role.MANAGER, Role.EMPLOYER, Role.OTHER_EMPLOYER)
# Somebody else's offer doesn't exist for an employer: its editable_by() doesn't hold it.
OWNER_OR_STAFF = WORKSPACE.but(Outcome.NOT_FOUND, Role.OTHER_EMPLOYER)
# Who may look for people: staff, and firms that hire here.
SEARCHER = only(Role.ADVISER, Role.MANAGER, Role.EMPLOYER)
# A conversation: its employer's members and staff; it doesn't exist for whoever else has an account.
IN_THREAD = SIGNED_IN.but(Outcome.NOT_FOUND, Role.CANDIDATE, Role.OTHER_EMPLOYER, Role.PARTNER)

# Somebody's browser doesn't exist for anybody else.
OF_THE_EMPLOYER = SIGNED_IN.missing().but(Outcome.IN, Role.EMPLOYER)
# Whoever is signed in is led to their own place instead.
TO_SIGN_IN = EVERYBODY.but(Outcome.SIGN_IN, *STRANGERS)
# Partners read the people who agreed to it.
READER = STAFF.but(Outcome.IN, Role.PARTNER)
# What was sent to one employer: for its members; to anybody else with a workspace it doesn't exist.
RECEIVER = WORKSPACE.but(Outcome.NOT_FOUND, Role.OTHER_EMPLOYER, Role.ADVISER, Role.MANAGER)
# A group of a candidate's: to whoever isn't in it, it doesn't exist.
MEMBER = SIGNED_IN.missing().but(Outcome.IN, Role.CANDIDATE)
