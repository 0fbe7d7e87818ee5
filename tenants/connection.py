"""Django's one connection as django-tenants makes it; its stubs know no `schema_name` and no `set_tenant`."""

from typing import Any

from django.db import connection as of_django

connection: Any = of_django
