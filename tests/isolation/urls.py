"""Every URL there is, read from the resolver."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver


def named_patterns(resolver: URLResolver, namespaces: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    """("wagtailadmin_pages:edit", pattern) for each pattern; a nameless one is called by its path, in brackets."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield ":".join((*namespaces, entry.name or f"<{entry.pattern}>")), entry
        else:
            inside = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from named_patterns(entry, inside)
