"""What a record is found by: tokens, which engines store and count and never interpret.

| token | stands for |
|---|---|
| `atlas` | a word of some version |
| `=iceshine` | a version written as one word; of a trade name, its key element |
| `!qahwaatlas` | a trade name written as one word, legal form aside: found by itself only |
| `~ctm` | a name's initials |
| `#492`, `#?` | a trade name's field of activity; not known |

Only words and `=` forms are in the lexicon, so only they are found by what is close to them.
"""

from corpora.records.mark import NAMES, Mark
from models.names.anatomy import dissect, initials
from models.names.fields import fields_of
from models.signs.entry import IDENTITY, versions
from models.words.initials import own_initials

WHOLE, INITIALS, FIELD = "!", "~", "#"
UNKNOWN_FIELD = FIELD + "?"
UNCOUNTED = (WHOLE, INITIALS, FIELD)  # no word of a register begins so


def tokens(record: Mark) -> tuple[str, ...]:
    """Return the tokens of a record (see the module), each once."""
    record_tokens: dict[str, None] = {}
    codes = fields_of(record)
    for version in versions(record):
        record_tokens |= dict.fromkeys(word for word in version.words if word != "&")
        if record.right not in NAMES:
            record_tokens[IDENTITY + version.compact] = None
            if letters := own_initials(version.words):
                record_tokens[INITIALS + letters] = None
            continue
        anatomy = dissect(version, codes)
        record_tokens[IDENTITY + "".join(anatomy.key)] = None
        record_tokens[WHOLE + "".join(anatomy.bare)] = None
        if letters := initials(anatomy):
            record_tokens[INITIALS + letters] = None
    if record_tokens and record.right in NAMES:
        record_tokens |= dict.fromkeys([FIELD + code for code in sorted(codes)] or [UNKNOWN_FIELD])
    return tuple(record_tokens)
