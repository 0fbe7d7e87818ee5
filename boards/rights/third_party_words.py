"""What third parties' fields are called in the register: their own words are a developer's («slug», «workflow»).

By the field's name, whatever its model. A field that isn't here says nothing of anybody, and isn't listed.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from tenants.personal_data import Words

_TOLD = _("de quoi on est prévenu par e-mail")
_DISPLAY = _("affichage")
_PICTURE = _("cadrage")

THEIRS: Mapping[str, Words] = {
    # signing in
    "email_address": _("adresse e-mail"),
    "created": _("créé le"),
    "sent": _("envoyé le"),
    "token": _("clé d’accès chez le fournisseur"),
    "token_secret": _("clé d’accès chez le fournisseur"),
    "expires_at": _("valable jusqu’au"),
    "session_key": _("clé de la session"),
    "session_data": _("ce que la session retient"),
    "expire_date": _("valable jusqu’au"),
    # pages, pictures, documents
    "page": _("page"),
    "title": _("titre"),
    "slug": _("adresse de la page"),
    "owner": _("créée par"),
    "live": _("en ligne"),
    "first_published_at": _("première mise en ligne le"),
    "last_published_at": _("dernière mise en ligne le"),
    "go_live_at": _("mise en ligne prévue le"),
    "expire_at": _("retrait prévu le"),
    "locked_at": _("verrouillée le"),
    "locked_by": _("verrouillée par"),
    "search_description": _("présentation pour les moteurs de recherche"),
    "seo_title": _("titre pour les moteurs de recherche"),
    "file": _("fichier"),
    "file_size": _("taille"),
    "description": _("description"),
    "width": _PICTURE,
    "height": _PICTURE,
    "collection": _("dossier"),
    "uploaded_by_user": _("déposé par"),
    # their history
    "object_str": _("titre"),
    "content": _("texte de la page"),
    "label": _("page ou réglage"),
    "action": _("action"),
    "timestamp": _("le"),
    "status": _("état"),
    "requested_by": _("demandé par"),
    "started_at": _("commencé le"),
    "finished_at": _("terminé le"),
    "finished_by": _("terminé par"),
    "comment": _("commentaire"),
    "text": _("texte"),
    "resolved_at": _("réglé le"),
    "resolved_by": _("réglé par"),
    # the editor
    "last_updated_at": _("modifié le"),
    "last_seen_at": _("vu le"),
    "avatar": _("photo"),
    "submitted_notifications": _TOLD,
    "approved_notifications": _TOLD,
    "rejected_notifications": _TOLD,
    "updated_comments_notifications": _TOLD,
    "preferred_language": _("langue"),
    "current_time_zone": _("fuseau horaire"),
    "theme": _DISPLAY,
    "contrast": _DISPLAY,
    "density": _DISPLAY,
    "keyboard_shortcuts": _("raccourcis clavier"),
}
