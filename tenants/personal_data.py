"""What a model holds about people, declared beside the model; a model without a declaration fails the tests."""

from dataclasses import dataclass
from enum import StrEnum


class Subject(StrEnum):
    """Whose data the rows are."""

    NONE = "none"
    VISITOR = "visitor"
    CANDIDATE = "candidate"
    EMPLOYER = "employer"
    STAFF = "staff"


@dataclass(frozen=True)
class DataPolicy:
    """One model's class of personal data.

    subject: whose data it is; retention: how long, in words that a data officer can read;
    export: part of what a person receives when they ask for their data; indexed: enters the shared index.
    """

    subject: Subject
    retention: str
    export: bool = False
    indexed: bool = False

    def __post_init__(self) -> None:
        if self.indexed and self.subject in {Subject.CANDIDATE, Subject.STAFF, Subject.VISITOR}:
            raise ValueError("A person's data never enters the shared index.")
        if not self.retention:
            raise ValueError("Say how long these rows are kept.")
