"""One bucket (or a prefix in it) of any storage that speaks S3."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from callwright.flow.recordings.ports import StoredSound

RETRIES = 5
PATIENCE = timedelta(seconds=60)


@dataclass(frozen=True)
class Bucket:
    """Where objects are kept. `endpoint` "" = Amazon's own for the region; `prefix` may be empty."""

    name: str
    endpoint: str
    region: str
    access_key: str
    secret_key: str = field(repr=False)
    prefix: str = ""


class S3Sounds:
    """SoundStore in a bucket: an object is there wholly or not at all. Failed requests are tried again for a minute."""

    name = "s3"

    def __init__(self, bucket: Bucket) -> None:
        self._store = S3Store(
            bucket.name,
            prefix=bucket.prefix or None,
            endpoint=bucket.endpoint or None,
            region=bucket.region,
            access_key_id=bucket.access_key,
            secret_access_key=bucket.secret_key,
            virtual_hosted_style_request=not bucket.endpoint,
            client_options={"allow_http": bucket.endpoint.startswith("http://")},
            retry_config={"max_retries": RETRIES, "retry_timeout": PATIENCE},
        )

    def put(self, key: str, source: Path | bytes) -> None:
        """Upload it, large files in parts; the object appears when all of it is there."""
        obstore.put(self._store, key, source)

    def read(self, key: str, start: int, length: int) -> bytes:
        """A range of the object, fewer bytes at its end."""
        if length <= 0:
            return b""
        try:
            return bytes(obstore.get_range(self._store, key, start=start, length=length))
        except FileNotFoundError:
            raise
        except BaseError:  # some servers refuse a range that reaches beyond the end instead of cutting it
            end = min(start + length, self.size(key))
            if end == start + length:
                raise
            return bytes(obstore.get_range(self._store, key, start=start, end=end)) if start < end else b""

    def size(self, key: str) -> int:
        """Size in bytes."""
        return obstore.head(self._store, key)["size"]

    def delete(self, key: str) -> None:
        """Remove the object; storage says nothing about one that is gone."""
        obstore.delete(self._store, key)

    def listed(self) -> Iterator[StoredSound]:
        """Every object below the prefix."""
        for some in obstore.list(self._store):
            for one in some:
                yield StoredSound(one["path"], one["size"], one["last_modified"])
