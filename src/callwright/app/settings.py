"""Settings: addresses and secrets from the environment. Numbers that decide money or lawfulness are not here."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


def default_home() -> Path:
    """The user's data folder: XDG on Linux, Application Support on macOS."""
    if os.environ.get("XDG_DATA_HOME"):
        return Path(os.environ["XDG_DATA_HOME"]) / "callwright"
    mac = Path.home() / "Library" / "Application Support"
    return mac / "Callwright" if mac.is_dir() else Path.home() / ".local" / "share" / "callwright"


class Settings(BaseSettings):
    """Everything that may be set from outside; each name is an environment variable CALLWRIGHT_…."""

    model_config = SettingsConfigDict(env_prefix="CALLWRIGHT_", extra="ignore")

    home: Path = Field(default_factory=default_home, description="data folder: database, files, caches")
    database_url: str | None = Field(None, description="external PostgreSQL; empty = embedded")
    host: str = Field("127.0.0.1", description="address the page listens on")
    port: int = Field(8420, description="port of the page")
    zone: str = Field("Asia/Shanghai", description="the company's time zone")
    lang: str = Field("zh", description="language of the command line: zh or en")
    log_level: str = Field("WARNING", description="log level")
    match_model: Path | None = Field(None, description="matching model of the house; empty = the shipped one")
    speech_model: str = Field(
        "", description="speech model: sensevoice or whisper-base; empty = the installed one"
    )
    speech_models: Path | None = Field(None, description="folder of speech models; empty = models in home")
    seal_recordings: bool = Field(default=False, description="keep recordings encrypted")
    recording_keys: SecretStr = Field(
        SecretStr(""), description="master keys, name:base64,…; empty = the key file"
    )
    recording_key_file: Path | None = Field(
        None, description="master keys; empty = keys/recordings.keys in home"
    )
    s3_bucket: str = Field("", description="bucket for recordings; empty = a folder in home")
    s3_endpoint: str = Field("", description="address of S3-compatible storage; empty = Amazon's")
    s3_region: str = Field("us-east-1", description="region of the bucket")
    s3_prefix: str = Field("", description="begins the name of every object")
    s3_access_key: str = Field("", description="access key of the bucket")
    s3_secret_key: SecretStr = Field(SecretStr(""), description="secret key of the bucket")
    tls: bool = Field(
        default=False, description="serve the page over HTTPS; a certificate is made when there is none"
    )
    secure_cookies: bool = Field(default=False, description="set when the page is served over HTTPS")


def async_url(url: str) -> str:
    """Accept the usual spellings of a PostgreSQL address and ask for the asyncpg driver."""
    for prefix in ("postgresql+asyncpg://", "postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+asyncpg://" + url.removeprefix(prefix)
    return url
