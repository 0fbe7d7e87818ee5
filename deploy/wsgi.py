"""The door a WSGI server knocks at."""

from django.core.wsgi import get_wsgi_application

from deploy.settings import environment

environment.use_settings("deploy.settings.production")
application = get_wsgi_application()
