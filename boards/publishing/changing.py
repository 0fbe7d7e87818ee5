"""What follows when the first page is changed after the second was filled in."""

from boards.publishing.forms.conditions import NONE_OF_THEM, guesses_with
from boards.publishing.forms.job import JobForm
from boards.publishing.models import Draft
from boards.publishing.reading import CONDITIONS, JOB
from boards.publishing.services.drafts import Typed, keep_typed
from boards.publishing.starters import is_untouched, starter_for


def keep_job(*, draft: Draft, form: JobForm, typed: Typed) -> Draft:
    """Keep the first page. Another title brings its own occupation and sentence, unless the employer wrote theirs."""
    draft = keep_typed(draft=draft, step=JOB, typed=typed)
    conditions = draft.typed.get(CONDITIONS)
    if conditions is None or not form.is_valid():
        return draft
    guesses = guesses_with(form.cleaned_data["title"], chosen=form.cleaned_data["occupation"])
    before = (conditions.get("occupation_code") or [""])[0]
    if before in dict(guesses) or (before == NONE_OF_THEM and not guesses):
        return draft
    now = guesses[0][0] if guesses else ""
    changed = dict(conditions, occupation_code=[now or NONE_OF_THEM])
    if is_untouched((conditions.get("description") or [""])[0], code=before.replace(NONE_OF_THEM, "")):
        changed["description"] = [starter_for(now).description]
    return keep_typed(draft=draft, step=CONDITIONS, typed=changed)
