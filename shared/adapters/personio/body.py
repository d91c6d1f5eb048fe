"""Application → the JSON document that Personio takes; the only place where it is built.

v1 and v2 take the same document (developer.personio.de, reference `post_v1-recruiting-applications` and
changelog `job-application-submission`).
"""

from shared.domain.application import Application, Document
from shared.domain.attributes import Developer
from shared.domain.rules import values
from shared.texts import spoken
from shared.texts.application import APPLICATION_LABELS
from shared.texts.sentence import say

Body = dict[str, object]

TAG = "matched.io"


def build(application: Application, document: Document | None = None) -> Body:
    """The whole document; what the developer left empty is left out.

    `application_date` never appears, because Personio takes its own today for it and refuses a date in the
    future (clocks or time zones that disagree would cost the application). Without `phase`, which only a
    company's own rules set, the position's own first phase applies.
    """
    developer, rules = application.developer, application.rules
    body: Body = {
        "first_name": developer.first_name.strip(),
        "last_name": developer.last_name.strip(),
        "email": application.email.strip(),
        "job_position_id": application.position_id,
        "message": _message(developer, application.language),
        "tags": [TAG, *(tag.strip() for tag in rules.tags if tag.strip() != TAG)],
    }
    if application.channel_id is not None:
        body["recruiting_channel_id"] = application.channel_id
    if rules.phase:
        body["phase"] = {"type": rules.phase.type, "id": rules.phase.id}
    if attributes := [{"id": name, "value": value} for name, value in values(rules, developer)]:
        body["attributes"] = attributes  # Personio ignores or refuses them as members
    if document is not None:
        body["files"] = [
            {"uuid": document.uuid, "original_filename": document.filename, "category": "cv"},
        ]
    return body


def _message(developer: Developer, language: str) -> str:
    """The developer's own words first, then where the profile is; Personio has no field for either."""
    labels = {name: say(words, spoken(language)) for name, words in APPLICATION_LABELS.items()}
    paragraphs = [(developer.message or "").strip(), labels["origin"]]
    if profile := _one_line(developer.profile_url):
        paragraphs.append(f"{labels['profile']}: {profile}")
    if links := _lines(developer.links):
        paragraphs.append("\n".join([f"{labels['links']}:", *(f"- {link}" for link in links)]))
    if skills := _lines(developer.skills):
        paragraphs.append(f"{labels['skills']}: {', '.join(skills)}")
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _lines(values: tuple[str, ...]) -> list[str]:
    return [line for line in map(_one_line, values) if line]


def _one_line(value: str | None) -> str:
    return " ".join((value or "").split())
