"""A CV falls into parts, each under a title of a few usual words."""

from dataclasses import dataclass, field
from enum import StrEnum

from boards.curriculum.proposal.plain import is_bullet, plain


class Part(StrEnum):
    HEAD = "head"
    ABOUT = "about"
    JOBS = "jobs"
    STUDIES = "studies"
    LANGUAGES = "languages"
    SKILLS = "skills"
    LICENCES = "licences"
    INTERESTS = "interests"
    OTHER = "other"


_TITLES = {
    Part.HEAD: ("contact coordonnees|coordonnees|contact|contacts|etat civil|informations personnelles|me contacter"),
    Part.ABOUT: (
        "profil|a propos|a propos de moi|presentation|objectif|objectif professionnel|accroche|resume|"
        "projet professionnel|qui suis je|profil professionnel|mon projet|en bref"
    ),
    Part.JOBS: (
        "experience|experiences|experience professionnelle|experiences professionnelles|"
        "parcours professionnel|parcours|emplois|emplois occupes|stages|stage|stages et emplois|"
        "vie professionnelle|carriere|experiences et stages|experience pro|experiences pro|"
        "activites professionnelles|jobs|jobs d ete|stages et experiences|missions|principales experiences|"
        "experience et stages|itineraire professionnel|historique professionnel"
    ),
    Part.STUDIES: (
        "formation|formations|diplomes|diplome|etudes|scolarite|formations et diplomes|formation et diplomes|"
        "diplomes et formations|parcours scolaire|cursus|cursus scolaire|formation initiale|"
        "formation continue|formations et certifications|certifications|habilitations|"
        "formation professionnelle|formations professionnelles|parcours de formation|etudes et formations|"
        "etudes et diplomes|formation scolaire|diplomes obtenus|education"
    ),
    Part.LANGUAGES: ("langues|langue|langues etrangeres|langues parlees|competences linguistiques|linguistique"),
    Part.SKILLS: (
        "competences|competence|savoir faire|savoir etre|aptitudes|informatique|logiciels|qualites|atouts|"
        "connaissances|competences informatiques|competences techniques|competences professionnelles|"
        "competences cles|outils|qualites personnelles|points forts|savoir faire et savoir etre|"
        "outils informatiques|domaines de competences|competences et savoir faire|"
        "connaissances informatiques|bureautique|soft skills|principales competences"
    ),
    Part.LICENCES: ("permis|permis de conduire|mobilite|permis et mobilite|deplacements"),
    Part.INTERESTS: (
        "centres d interet|centre d interet|centres d interets|loisirs|interets|hobbies|passions|passe temps|"
        "activites|sports et loisirs|loisirs et sports|activites extra professionnelles|vie associative|"
        "benevolat|sport"
    ),
    Part.OTHER: (
        "divers|references|informations complementaires|autres|autre|disponibilite|disponibilites|"
        "publications|langues et informatique|engagements|complements"
    ),
}
_KNOWN = {title: part for part, titles in _TITLES.items() for title in titles.split("|")}
_OWN = ("mes ", "mon ", "ma ", "les ", "la ", "le ", "l ", "notre ")
_LONGEST_TITLE = 48


@dataclass
class Sections:
    """The lines of each part, in order; a line that follows its title («Langues : anglais») is the part's first."""

    lines: dict[Part, list[str]] = field(default_factory=dict)

    def of(self, part: Part) -> list[str]:
        return self.lines.get(part, [])


def parted(lines: list[str]) -> Sections:
    found, part = Sections(), Part.HEAD
    for line in lines:
        named, rest = title_of(line)
        if named is not None:
            part = named
            if found.of(part):
                found.lines[part].append("")
            if not rest:
                continue
        found.lines.setdefault(part, []).append(rest if named is not None else line)
    return found


def title_of(line: str) -> tuple[Part | None, str]:
    """(the part that this line opens, what follows on the same line)."""
    if is_bullet(line) or not line:
        return None, ""
    head, colon, rest = line.partition(":")
    if len(head) > _LONGEST_TITLE:
        return None, ""
    words = plain(head)
    for own in _OWN:
        words = words.removeprefix(own)
    part = _KNOWN.get(words)
    if part is None or (colon and rest.strip() and part in {Part.HEAD, Part.JOBS, Part.STUDIES}):
        return None, ""
    return part, rest.strip()
