"""Django's PostgreSQL as django-tenants makes it, with half its statements."""
