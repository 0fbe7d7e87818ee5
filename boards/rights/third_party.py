"""Third parties' models, declared as ours are beside their code: whose data, how long, what erasing does.

A new dependency, or a new version of one, that brings a table fails the tests until it has a line here.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from tenants.personal_data import DataPolicy, Delete, Empty, Erasing, Paths, Retention, Subject, Whose, Words
from tenants.processing import Processing, Recipient

PAGES = DataPolicy(Subject.NONE, retention=_("aussi longtemps que le territoire"))
FRAMEWORK = DataPolicy(Subject.NONE, retention=_("aussi longtemps que le territoire"))
UNUSED = DataPolicy(Subject.NONE, retention=_("reste vide : rien n’y est écrit"))
# Their arguments are a schema and keys, never an address or a name.
JOBS = DataPolicy(Subject.NONE, retention=_("30 jours après la tâche"))

_ACCOUNT = _("aussi longtemps que le compte")
_SECRET = _("un secret, que personne ne doit pouvoir emporter")


def sign_in(
    title: Words,
    *,
    whose: Whose = Whose(user=("user",)),  # noqa: B008  # frozen
    kept: Retention | Words = _ACCOUNT,
    secret: Paths = (),
    labels: Mapping[str, Words] | None = None,
    export: bool = True,
) -> DataPolicy:
    """A part of how somebody signs in: found by the account, gone with it."""
    return DataPolicy(
        Subject.VISITOR,
        retention=kept,
        export=export,
        title=title,
        processing=Processing.ACCOUNTS,
        recipients=(Recipient.HOST,),
        whose=whose,
        erasing=Delete(),
        unexported=dict.fromkeys(secret, _SECRET),
        labels=labels or {},
    )


def editing(title: Words, *, user: str = "user", erasing: Erasing | None = None) -> DataPolicy:
    """Who worked on a page. Staff's: what they wrote is the territory's, and outlives their account without a name."""
    return DataPolicy(
        Subject.STAFF,
        retention=_("aussi longtemps que la page ; le nom part avec le compte"),
        title=title,
        processing=Processing.PAGES,
        recipients=(Recipient.MANAGERS, Recipient.HOST),
        whose=Whose(user=(user,)),
        erasing=erasing or Empty({user: None}, words=_("la page reste, sans le nom")),
    )


def passing(title: Words, kept: Words, *, user: str = "user") -> DataPolicy:
    """What the editor forgets by itself."""
    return DataPolicy(
        Subject.STAFF,
        retention=kept,
        title=title,
        processing=Processing.PAGES,
        recipients=(Recipient.HOST,),
        whose=Whose(user=(user,)),
        erasing=Delete(),
    )


POLICIES: dict[str, DataPolicy] = {
    # django
    "contenttypes.contenttype": FRAMEWORK,
    "auth.permission": FRAMEWORK,
    "auth.group": FRAMEWORK,
    "sessions.session": sign_in(
        _("Sessions ouvertes"),
        whose=Whose(by="boards.rights.sessions.of"),
        kept=Retention(_("2 semaines après la dernière visite"), days=1, since=("expire_date",)),
        export=False,
    ),
    # allauth
    "account.emailaddress": sign_in(
        _("Adresses de connexion"), labels={"verified": _("vérifiée"), "primary": _("principale")}
    ),
    "account.emailconfirmation": sign_in(
        _("Confirmations d’adresse"),
        whose=Whose(parent=("email_address",)),
        kept=Retention(_("3 jours"), days=3, since=("created",)),
        export=False,
    ),
    "socialaccount.socialapp": UNUSED,
    "socialaccount.socialaccount": sign_in(
        _("Comptes reliés (ProConnect)"),
        labels={
            "provider": _("fournisseur"),
            "uid": _("identifiant chez lui"),
            "last_login": _("dernière connexion"),
            "date_joined": _("relié le"),
            "extra_data": _("ce qu’il a transmis"),
        },
    ),
    "socialaccount.socialtoken": sign_in(_("Jetons de comptes reliés"), whose=Whose(parent=("account",)), export=False),
    "mfa.authenticator": sign_in(
        _("Deuxième étape de connexion"),
        secret=("data",),
        labels={"type": _("genre"), "last_used_at": _("utilisée le")},
    ),
    "usersessions.usersession": sign_in(
        _("Appareils connectés"),
        kept=_("aussi longtemps que la session"),
        secret=("session_key",),
        labels={
            "ip": _("adresse du réseau"),
            "last_seen_at": _("vu le"),
            "user_agent": _("navigateur"),
            "data": _("détails"),
        },
    ),
    # procrastinate
    "procrastinate.procrastinateworker": FRAMEWORK,
    "procrastinate.procrastinatejob": JOBS,
    "procrastinate.procrastinateevent": JOBS,
    "procrastinate.procrastinateperiodicdefer": JOBS,
    # wagtail: pages and their history
    "wagtailcore.locale": PAGES,
    "wagtailcore.site": PAGES,
    "wagtailcore.page": editing(_("Pages du site"), user="owner"),
    "wagtailcore.revision": editing(_("Versions des pages")),
    "wagtailcore.pageviewrestriction": PAGES,
    "wagtailcore.grouppagepermission": FRAMEWORK,
    "wagtailcore.collection": PAGES,
    "wagtailcore.collectionviewrestriction": PAGES,
    "wagtailcore.groupcollectionpermission": FRAMEWORK,
    "wagtailcore.groupsitepermission": FRAMEWORK,
    "wagtailcore.workflow": PAGES,
    "wagtailcore.workflowpage": PAGES,
    "wagtailcore.workflowcontenttype": PAGES,
    "wagtailcore.workflowtask": PAGES,
    "wagtailcore.task": PAGES,
    "wagtailcore.groupapprovaltask": PAGES,
    "wagtailcore.workflowstate": editing(_("Relectures de pages"), user="requested_by"),
    "wagtailcore.taskstate": editing(_("Étapes de relecture"), user="finished_by"),
    "wagtailcore.pagelogentry": editing(_("Historique des pages")),
    "wagtailcore.modellogentry": editing(_("Historique des réglages du site")),
    "wagtailcore.comment": editing(_("Commentaires sur les pages"), erasing=Delete()),
    "wagtailcore.commentreply": editing(_("Réponses aux commentaires"), erasing=Delete()),
    "wagtailcore.pagesubscription": editing(_("Abonnements aux commentaires"), erasing=Delete()),
    "wagtailcore.referenceindex": PAGES,
    "wagtailcore.apitoken": UNUSED,
    "wagtailcore.uploadedfile": passing(
        _("Fichiers en cours d’envoi"), _("jusqu’à la fin de l’envoi"), user="uploaded_by_user"
    ),
    "wagtailadmin.admin": FRAMEWORK,
    "wagtailadmin.formstate": passing(_("Pages en cours d’écriture"), _("1 jour")),
    "wagtailadmin.editingsession": passing(_("Pages ouvertes"), _("1 heure")),
    "wagtailusers.userprofile": editing(_("Préférences de l’éditeur de pages"), erasing=Delete()),
    "wagtailimages.image": editing(_("Images du site"), user="uploaded_by_user"),
    "wagtailimages.rendition": PAGES,
    "wagtaildocs.document": editing(_("Documents du site"), user="uploaded_by_user"),
    "wagtailembeds.embed": PAGES,
    "wagtailforms.formsubmission": UNUSED,
    "wagtailredirects.redirect": PAGES,
    "wagtailsearch.indexentry": PAGES,
    "taggit.tag": PAGES,
    "taggit.taggeditem": PAGES,
}
