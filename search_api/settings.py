"""Every setting, in one frozen object, built once and passed down; nothing else reads the environment."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Settings from the environment (prefix `ANTERIORITY_`) or from options before the command."""

    model_config = SettingsConfigDict(env_prefix="ANTERIORITY_", frozen=True)

    data: Path = Field(Path("data"), description="Folder that holds the indexed registers.")
    engine: str = Field("embedded", description="Search engine: `embedded`, or the http(s) URL of a cluster.")
    encoder: str = Field(
        "use-multilingual-v3",
        description="Sentence encoder for goods and services: the default, or a sentence-transformers name or folder.",
    )
    lang: str = Field("", description="Language of what a person reads: fr, ar or en (default: the locale's, else fr).")
