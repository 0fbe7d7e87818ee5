"""What can be wrong with a search or with the engine, each with a name of its own."""


class InvalidCriteria(ValueError):
    """A search that no engine should be asked; the message says which value is out of range."""


class EmptyScope(InvalidCriteria):
    """A search that does not say for which tenant: an error, never "everything"."""


class EngineUnavailable(RuntimeError):
    """The engine refused, hung, broke off or answered nonsense within its time limit."""


class IndexMissing(EngineUnavailable):
    """The engine answers but has lost the index: a rebuild mends it."""
