"""What a record is found by: tokens, which engines store and count and never interpret.

| token | stands for |
|---|---|
| `atlas` | a word of some version |
| `=iceshine` | a version written as one word; of a trade name, its key element |
| `!qahwaatlas` | a trade name written as one word, legal form aside: found by itself only |
| `!maroc#682` | a trade name that says nothing but a trade and a place |
| `~ctm` | a name's initials |
| `#492`, `#?` | a trade name's field of activity; not known |

Only words and `=` forms are in the lexicon, so only they are found by what is close to them.
"""

from corpora.records.mark import NAMES, Mark
from models.names.activities import NO_WORK, Work, work_of
from models.names.anatomy import Anatomy, dissect, initials, trade_places
from models.names.compounds import taken_apart
from models.signs.entry import IDENTITY, versions
from models.words.initials import own_initials
from models.words.text import Version

WHOLE, INITIALS, FIELD = "!", "~", "#"
UNKNOWN_FIELD = FIELD + "?"
UNCOUNTED = (WHOLE, INITIALS, FIELD)  # no word of a register begins so


def _versions(record: Mark) -> tuple[Version, ...]:
    """Return the versions of a record; of a trade name also those with its compounds taken apart."""
    filed = versions(record)
    if record.right not in NAMES:
        return filed
    work = work_of(record)
    return (*filed, *(apart for version in filed if (apart := taken_apart(version, work))))


def trade_tokens(anatomy: Anatomy, work: Work) -> list[str]:
    """Return the tokens of a name that says nothing but its trade and where: its places with each field."""
    places = trade_places(anatomy)
    return [f"{WHOLE}{places}{FIELD}{code}" for code in sorted(work.codes)] if places else []


def tokens(record: Mark) -> tuple[str, ...]:
    """Return the tokens of a record (see the module), each once."""
    record_tokens: dict[str, None] = {}
    work = work_of(record) if record.right in NAMES else NO_WORK
    for version in _versions(record):
        record_tokens |= dict.fromkeys(word for word in version.words if word != "&")
        if record.right not in NAMES:
            record_tokens[IDENTITY + version.compact] = None
            if letters := own_initials(version.words):
                record_tokens[INITIALS + letters] = None
            continue
        anatomy = dissect(version, work)
        record_tokens[IDENTITY + "".join(anatomy.key)] = None
        record_tokens[WHOLE + "".join(anatomy.bare)] = None
        record_tokens |= dict.fromkeys(trade_tokens(anatomy, work))
        if letters := initials(anatomy):
            record_tokens[INITIALS + letters] = None
    if record_tokens and record.right in NAMES:
        record_tokens |= dict.fromkeys([FIELD + code for code in sorted(work.codes)] or [UNKNOWN_FIELD])
    return tuple(record_tokens)
