"""Whether a record can be stored, found and read again: tried before it is committed, so that none ends a later search."""

from corpora.patent_records import Patent, patent_from_json, patent_to_json
from corpora.records import Mark, from_json, to_json
from indexer.filter_fields import filter_fields
from models.tokens import tokens


def unstorable(record: Mark | Patent) -> str | None:
    """Return why a record cannot be stored or read again, or None when it can."""
    try:
        if isinstance(record, Patent):
            same = patent_from_json(patent_to_json(record)) == record
        else:
            tokens(record)
            filter_fields(record)
            same = from_json(to_json(record)) == record
    except Exception as error:  # whatever a record holds, the run goes on; the kind of error says where to look
        return f"cannot be stored ({type(error).__name__}); please report it"
    return None if same else "is not read back as it was written; please report it"
