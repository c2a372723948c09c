"""The fields of a page's form, from the one kind of body that a form sends: no file, no temporary folder, no more
fields than the page has.
"""

from urllib.parse import parse_qsl

from fastapi import Request

from corpora.errors import InvalidQuery

MOST_FIELDS = 60


async def form_fields(request: Request) -> dict[str, str]:
    """Return the fields of an urlencoded form by name; a name that is sent several times has its values on lines.

    Raises:
        InvalidQuery: it is not UTF-8, or has more fields than any page.

    """
    try:
        text = (await request.body()).decode("ascii")
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except UnicodeDecodeError:
        raise InvalidQuery("form: is not UTF-8, as a browser sends it") from None
    except ValueError:
        raise InvalidQuery(f"form: has more than {MOST_FIELDS} fields") from None
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    return {name: "\n".join(of_name) for name, of_name in values.items()}
