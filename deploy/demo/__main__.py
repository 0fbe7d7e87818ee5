"""`make demo`: four territories on this machine, from nothing to a web address."""

import sys
import time

from deploy.local import postgres
from deploy.settings import environment


def main() -> int:
    began = environment.number("DEMO_BEGAN", time.time())
    environment.use_settings("deploy.settings.demo")
    if not environment.database_url():
        environment.use_database(postgres.start(environment.VAR / "postgres"))

    import django

    django.setup()
    # After the set-up: they need Django's registry.
    from deploy.demo import prepare, serve

    port = environment.text("PORT", "8000")
    if not serve.is_free(int(port)):
        print(f"Port {port} is taken by another program.\n  To mend it: PORT=8010 make demo", file=sys.stderr)
        return 1
    prepare.prepare()
    return serve.serve(port=port, began=began)


if __name__ == "__main__":
    sys.exit(main())
