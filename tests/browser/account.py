"""An account of the product, signed in over HTTP as the page does it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from tests.browser.product import PASSWORD, Product

_JOB_SECONDS = 120


@dataclass
class Account:
    """A signed-in client: cookie and CSRF token."""

    client: httpx.Client
    csrf: str

    @classmethod
    def by_link(cls, product: Product, token: str, **who: str) -> Account:
        """Use a one-time link: set the password and be signed in."""
        return cls._entered(product, "/api/first-owner", {"token": token, "password": PASSWORD, **who})

    @classmethod
    def owner_of(cls, product: Product) -> Account:
        """The owner: by the link of the first start, later by password."""
        link = product.first_owner_link()
        if link is None:
            return cls._entered(product, "/api/sign-in", {"login": "boss", "password": PASSWORD})
        return cls.by_link(product, link.rpartition("token=")[2], login="boss", name="周老板")

    @classmethod
    def _entered(cls, product: Product, path: str, body: dict[str, str]) -> Account:
        client = product.client()
        answer = client.post(path, json=body)
        assert answer.status_code == 200, answer.text
        return cls(client, answer.json()["csrf_token"])

    @property
    def cookies(self) -> list[dict[str, str]]:
        """The session for a browser context."""
        address = str(self.client.base_url)
        return [
            {"name": one.name, "value": one.value or "", "url": address} for one in self.client.cookies.jar
        ]

    def get(self, path: str, **query: str) -> Any:
        answer = self.client.get(path, params=query)
        assert answer.status_code == 200, f"GET {path}: {answer.status_code} {answer.text[:500]}"
        return answer.json()

    def status(self, path: str, method: str = "GET", **more: Any) -> int:
        """The status an address answers with, whatever it is."""
        headers = {"X-CSRF-Token": self.csrf} if method != "GET" else {}
        return self.client.request(method, path, headers=headers, **more).status_code

    def post(self, path: str, body: object = None) -> Any:
        return self._sent(path, json=body if body is not None else {})

    def send_files(self, path: str, field: str, *files: Path, **fields: str) -> Any:
        """Send files as a form; a job that the answer names is waited for and its result returned."""
        parts = [(field, (file.name, file.read_bytes())) for file in files]
        answer = self._sent(path, files=parts, data=fields)
        return self.result_of(answer["job_id"]) if answer.get("job_id") else answer

    def result_of(self, job: str, seconds: float = _JOB_SECONDS) -> Any:
        """Wait for a job; its result, or its error as a failure."""
        ended = self.wait_for(f"/api/jobs/{job}", lambda state: state["state"] in {"done", "failed"}, seconds)
        assert ended["state"] == "done", ended
        return ended["result"]

    def wait_for(self, path: str, there: Callable[[Any], bool], seconds: float = _JOB_SECONDS) -> Any:
        """Ask until the answer is as it should be: deliveries and jobs take their time."""
        last = time.monotonic() + seconds
        while not there(answer := self.get(path)):
            assert time.monotonic() < last, f"{path} stayed at {str(answer)[:1000]}"
            time.sleep(0.2)
        return answer

    def _sent(self, path: str, **content: Any) -> Any:
        answer = self.client.post(path, headers={"X-CSRF-Token": self.csrf}, **content)
        assert answer.status_code < 300, f"POST {path}: {answer.status_code} {answer.text[:1500]}"
        return answer.json()
