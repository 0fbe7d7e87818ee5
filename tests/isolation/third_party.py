"""Third parties' models, classified as ours are: whose data, how long, part of an export.

A new dependency, or a new version of one, that brings a table fails `test_models` until it has a line here.
"""

from tenants.personal_data import DataPolicy, Subject

PAGES = DataPolicy(Subject.NONE, retention="as long as the tenant")
FRAMEWORK = DataPolicy(Subject.NONE, retention="as long as the schema")
UNUSED = DataPolicy(Subject.NONE, retention="stays empty: nothing here writes it")
EDITING = DataPolicy(Subject.STAFF, retention="as long as the page; the name goes with the account", export=True)
SIGN_IN = DataPolicy(Subject.VISITOR, retention="as long as the account", export=True)

POLICIES: dict[str, DataPolicy] = {
    # django
    "contenttypes.contenttype": FRAMEWORK,
    "auth.permission": FRAMEWORK,
    "auth.group": FRAMEWORK,
    "sessions.session": DataPolicy(Subject.VISITOR, retention="2 weeks after the last visit"),
    # allauth
    "account.emailaddress": SIGN_IN,
    "account.emailconfirmation": DataPolicy(Subject.VISITOR, retention="3 days"),
    "socialaccount.socialapp": UNUSED,
    "socialaccount.socialaccount": SIGN_IN,
    "socialaccount.socialtoken": DataPolicy(Subject.VISITOR, retention="as long as the account"),
    "mfa.authenticator": DataPolicy(Subject.VISITOR, retention="as long as the account"),
    "usersessions.usersession": DataPolicy(Subject.VISITOR, retention="as long as the session", export=True),
    # procrastinate: arguments are a schema and keys, never an address or a name
    "procrastinate.procrastinateworker": FRAMEWORK,
    "procrastinate.procrastinatejob": DataPolicy(Subject.NONE, retention="30 days after the job"),
    "procrastinate.procrastinateevent": DataPolicy(Subject.NONE, retention="30 days after the job"),
    "procrastinate.procrastinateperiodicdefer": DataPolicy(Subject.NONE, retention="30 days after the job"),
    # wagtail: pages and their history
    "wagtailcore.locale": PAGES,
    "wagtailcore.site": PAGES,
    "wagtailcore.page": PAGES,
    "wagtailcore.revision": EDITING,
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
    "wagtailcore.workflowstate": EDITING,
    "wagtailcore.taskstate": EDITING,
    "wagtailcore.pagelogentry": EDITING,
    "wagtailcore.modellogentry": EDITING,
    "wagtailcore.comment": EDITING,
    "wagtailcore.commentreply": EDITING,
    "wagtailcore.pagesubscription": EDITING,
    "wagtailcore.referenceindex": PAGES,
    "wagtailcore.apitoken": UNUSED,
    "wagtailcore.uploadedfile": DataPolicy(Subject.STAFF, retention="until the upload is finished"),
    "wagtailadmin.admin": FRAMEWORK,
    "wagtailadmin.formstate": DataPolicy(Subject.STAFF, retention="a day"),
    "wagtailadmin.editingsession": DataPolicy(Subject.STAFF, retention="an hour"),
    "wagtailusers.userprofile": EDITING,
    "wagtailimages.image": EDITING,
    "wagtailimages.rendition": PAGES,
    "wagtaildocs.document": EDITING,
    "wagtailembeds.embed": PAGES,
    "wagtailforms.formsubmission": UNUSED,
    "wagtailredirects.redirect": PAGES,
    "wagtailsearch.indexentry": PAGES,
    "taggit.tag": PAGES,
    "taggit.taggeditem": PAGES,
}
