"""Errors as problem+json (RFC 9457): stable code, the sentence in both languages, details."""

from __future__ import annotations

from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text

log = structlog.get_logger()


def problem(status: int, code: str, text: Text, language: str, details: dict[str, Any]) -> JSONResponse:
    """The answer for an error."""
    body = {
        "type": f"urn:callwright:{code}",
        "title": text.pick(language),
        "status": status,
        "code": code,
        "detail": text.pick(language),
        "zh": text.zh,
        "en": text.en,
        "details": details,
    }
    return JSONResponse(body, status_code=status, media_type="application/problem+json")


def _language(request: Request) -> str:
    return "en" if request.headers.get("accept-language", "zh").lower().startswith("en") else "zh"


async def _on_callwright_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, CallwrightError)
    details = {name: str(value) for name, value in error.details.items()}
    return problem(error.status, error.code, error.sentence(), _language(request), details)


async def _on_validation_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    fields = [
        {"field": ".".join(str(part) for part in item["loc"]), "message": item["msg"]}
        for item in error.errors()
    ]
    text = Text("请求内容有误，请检查标出的字段。", "The request is not valid; check the marked fields.")
    return problem(422, "http.invalid_request", text, _language(request), {"fields": fields})


async def _on_http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    text = Text("没有找到您要的内容。", "Nothing was found here.")
    if error.status_code != 404:
        text = Text("无法处理该请求。", "The request cannot be handled.")
    return problem(error.status_code, f"http.{error.status_code}", text, _language(request), {})


async def _on_surprise(request: Request, error: Exception) -> JSONResponse:
    log.error("request failed unexpectedly", path=request.url.path, kind=type(error).__name__, exc_info=error)
    text = Text(
        "服务器出现意外错误，您的输入未丢失；请重试，若仍失败请查看日志。",
        "The server met an unexpected error; your input is not lost. Try again, and look at the log if it stays.",
    )
    return problem(500, "http.unexpected", text, _language(request), {})


def add_problem_handlers(app: FastAPI) -> None:
    """Answer every error of the app as problem+json."""
    app.add_exception_handler(CallwrightError, _on_callwright_error)
    app.add_exception_handler(RequestValidationError, _on_validation_error)
    app.add_exception_handler(HTTPException, _on_http_error)
    app.add_exception_handler(Exception, _on_surprise)
