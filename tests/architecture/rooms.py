"""The order of the rooms, lowest first: a room knows those before it and none beside or after it."""

ORDER: tuple[tuple[str, ...], ...] = (
    ("themes",),
    ("tenants.reference",),
    ("tenants",),
    ("tenants.audit",),
    ("tenants.files", "tenants.messaging"),
    ("search",),
    ("boards.accounts",),
    ("boards.codes", "boards.curriculum"),
    ("boards.employers",),
    ("boards.offers", "boards.threads"),
    ("boards.candidates",),
    ("boards.fitting",),
    ("boards.finding", "boards.publishing"),
    ("boards.library", "boards.applications"),
    ("boards.followup", "boards.groups"),
    ("boards.placements",),
    ("boards.alerts", "boards.feeds"),
    ("boards.desk",),
    ("boards.reporting",),
    ("boards.rights",),
    ("cms",),
    ("deploy",),
    ("tests",),
)
RANKS = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms}
# What knows nobody may be known by all, wherever it lies.
EVERYBODYS = ("tenants.personal_data", "tenants.processing", "tenants.enums")


def room_of(module: str) -> str | None:
    """The room of a dotted module name, None for third parties: boards.offers.views → boards.offers."""
    found = [room for room in RANKS if module == room or module.startswith(f"{room}.")]
    return max(found, key=len, default=None)


def points_up(source: str, target: str) -> bool:
    """Whether `source` may not know `target`: a later room, or another one of the same height."""
    if any(target == shared or target.startswith(f"{shared}.") for shared in EVERYBODYS):
        return False
    one, other = room_of(source), room_of(target)
    return one is not None and other is not None and one != other and RANKS[one] <= RANKS[other]
