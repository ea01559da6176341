"""Whether a table or figure counts persons: it does, unless it says that it counts something else.

Dutch puts what a thing is at the end of a word: 'politiebureaus' are bureaus.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.model import Openness, Whom
from pipeline.protect.nouns import alike, heads, plain, words

_THINGS = frozenset(
    """
    jaar jaren maand maanden week weken dag dagen uur uren minuut minuten kwartaal kwartalen
    keer keren maal tijd duur leeftijd termijn termijnen
    klacht klachten melding meldingen incident incidenten vergadering vergaderingen bijeenkomst
    bijeenkomsten overleg overleggen bezoek bezoeken gesprek gesprekken enquête enquêtes onderzoek
    onderzoeken audit audits evaluatie evaluaties project projecten pilot pilots training trainingen
    cursus cursussen les lessen beslissing beslissingen besluit besluiten vraag vragen brief brieven
    rapport rapporten advies adviezen afspraak afspraken contract contracten actie acties taak taken
    activiteit activiteiten bericht berichten publicatie publicaties artikel artikelen
    organisatie organisaties instelling instellingen stichting stichtingen gemeente gemeenten regio
    regio's locatie locaties vestiging vestigingen gebouw gebouwen school scholen bureau bureaus
    team teams afdeling afdelingen verdieping verdiepingen kamer kamers zetel zetels provincie
    provincies land landen website websites
    fase fasen fases principe principes doel doelen thema thema's perspectief perspectieven optie
    opties wens wensen punt punten stap stappen onderdeel onderdelen norm normen eis eisen risico
    risico's systeem systemen voertuig voertuigen auto auto's computer computers boek boeken film
    films product producten dienst diensten euro procent
    """.split()
)
"""What is no person in any sector; an organisation adds its own words (`bescherming: niet:`)."""
_SHORTEST = 5
"""How long one of those is at least when it is the end of a longer word: 'buren' are no uren."""
_LONG_THINGS = tuple(thing for thing in _THINGS if len(thing) >= _SHORTEST)


def of_persons(said: Openness, label: str, whom: Whom) -> bool:
    """Say whether something counts persons who are protected.

    It is what `telt:` says; where that is silent, what the label says.
    """
    return _persons(said.counts, label, whom)


@lru_cache(maxsize=4096)  # asked again for each publication
def _persons(counts: str, label: str, whom: Whom) -> bool:
    if not counts:
        return not _all_things(heads(label), whom)
    return names_whom(counts, whom) or not _all_things(heads(counts, listed=True), whom)


def is_known(said: Openness, label: str, whom: Whom) -> bool:
    """Say whether the organisation, or the language, has a word for what is counted."""
    text = said.counts or " ".join(heads(label))
    return names_whom(text, whom) or not of_persons(said, label, whom)


def names_whom(text: str, whom: Whom) -> bool:
    """Say whether a text has one of the words for who is protected."""
    return any(is_whom(word, whom) for word in words(text))


def is_whom(word: str, whom: Whom) -> bool:
    """Say whether a word in lower case is one of the words for who is protected."""
    return any(alike(word, other) for other in whom.words)


def is_thing(word: str, whom: Whom) -> bool:
    """Say whether a word is something that may always be counted exactly."""
    word = plain(word)
    if is_whom(word, whom):
        return False
    if word in _THINGS or any(alike(word, other) for other in whom.open):
        return True
    return word.endswith(_LONG_THINGS)


def _all_things(found: list[str], whom: Whom) -> bool:
    return bool(found) and all(is_thing(word, whom) for word in found)
