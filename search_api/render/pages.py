"""What every page is made with: the templates, the direction of writing, and the sentences of its language."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from search_api.say import say, say_register


@cache
def environment() -> Environment:
    """Return the templates of the pages."""
    return Environment(
        loader=PackageLoader("search_api", "web/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def rendered(template: str, locale: str, **values: Any) -> str:
    """Return a page in a language."""
    return (
        environment()
        .get_template(template)
        .render(
            locale=locale,
            direction="rtl" if locale == "ar" else "ltr",
            say=lambda key, **fields: say(key, locale, fields),
            say_register=say_register,
            **values,
        )
    )
