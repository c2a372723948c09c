"""The prior-art part of the demo: the small collection indexed, then the sample's query lines, in French, Arabic and
English.
"""

from dataclasses import replace
from importlib.resources import files

from pydantic import TypeAdapter
from rich.console import Console
from rich.rule import Rule

from indexer.open import open_patents
from indexer.patents.build import build_patents
from indexer.sources import Source
from models.encoders import Encoder
from search_api.patents.query import PatentQuery
from search_api.patents.search import answer
from search_api.render.patents_table import print_patents
from search_api.settings import Settings


def run_patents_demo(settings: Settings, encoder: Encoder, console: Console) -> None:
    """Index the sample collection and print the answers to its query lines."""
    sample = files("corpora").joinpath("sample")
    engine = open_patents(settings.where)
    build_patents(engine, Source((str(sample.joinpath("patents.jsonl")),)), encoder)
    lines = sample.joinpath("inventions.jsonl").read_text("utf-8").splitlines()
    with engine.read() as reader:
        for query in map(TypeAdapter(PatentQuery).validate_json, lines):
            console.print(Rule(query.id or ""))
            print_patents(answer(replace(query, lang=settings.lang), reader, encoder), console, settings.lang)
