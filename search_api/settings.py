"""Every setting, in one frozen object, built once and passed down; nothing else reads the environment."""

from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpora.errors import InvalidSetting
from indexer.where import Cluster, Where

PREFIX = "ANTERIORITY_"


class Settings(BaseSettings):
    """Settings from the environment (prefix `ANTERIORITY_`) or from options before the command."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True)

    data: Path = Field(Path("data"), description="Folder that holds the indexed registers.")
    engine: str = Field("embedded", description="Search engine: `embedded`, or the http(s) URL of a cluster.")
    engine_user: str | None = Field(None, description="User of the cluster, where it asks for one.")
    engine_password: SecretStr | None = Field(None, description="Password of that user; from the environment only.")
    engine_ca: str | None = Field(
        None, description="File with the authority's certificate of a cluster reached by https."
    )
    engine_shards: int = Field(1, ge=1, description="Shards of an index written to a cluster.")
    engine_replicas: int = Field(1, ge=0, description="Copies of every shard on other nodes.")
    engine_timeout: float = Field(30.0, gt=0, le=86_400, description="Seconds to wait for an answer of the cluster.")
    encoder: str = Field(
        "use-multilingual-v3",
        description="Sentence encoder for goods and services: the default, or a sentence-transformers name or folder.",
    )
    lang: str = Field("", description="Language of what a person reads: fr, ar or en (default: the locale's, else fr).")

    @property
    def where(self) -> Where:
        """Which engine, and how to reach it."""
        password = self.engine_password.get_secret_value() if self.engine_password else None
        options = self.engine_ca, self.engine_shards, self.engine_replicas, self.engine_timeout
        return Where(self.engine, self.data, Cluster("", self.engine_user, password, *options))


def load_settings(**overrides: Any) -> Settings:
    """Return the settings of the environment with those given in their place.

    Raises:
        InvalidSetting: a value cannot be read; the message names the variable, and not the value, which may be a
            password.

    """
    try:
        return Settings(**overrides)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        raise InvalidSetting(f"{PREFIX}{str(first['loc'][0]).upper()}: {first['msg']}") from None
