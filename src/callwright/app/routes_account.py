"""Sign-in, sign-out, the first owner, and who I am."""

from __future__ import annotations

import uuid
from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy import update

from callwright.app.owner_person import link_owner
from callwright.platform.auth import SignedIn, service
from callwright.platform.auth.models import Account
from callwright.platform.auth.secrets import csrf_token_of
from callwright.platform.auth.sign_in import check_password
from callwright.platform.http import PrincipalDep, RuntimeDep, SessionDep
from callwright.platform.http.dependencies import SESSION_COOKIE

router = APIRouter(prefix="/api", tags=["account"])


class Credentials(BaseModel):
    """Login and password."""

    login: str = Field(max_length=200)
    password: str = Field(max_length=1000)


class LinkUse(BaseModel):
    """Using a one-time link: the first owner also chooses a login and a name."""

    token: str = Field(max_length=200)
    password: str = Field(max_length=1000)
    login: str | None = Field(None, min_length=1, max_length=200)
    name: str | None = Field(None, max_length=200)


class LanguageChoice(BaseModel):
    """The language of an account's messages."""

    language: Literal["zh", "en"]


class Me(BaseModel):
    """Who is signed in, what the roles allow, and the CSRF token for this page."""

    account_id: uuid.UUID | None
    person_id: uuid.UUID | None
    name: str
    roles: list[str]
    permissions: list[str]
    language: str
    csrf_token: str


class CompanyState(BaseModel):
    """What the sign-in page needs to know before anybody signed in."""

    has_owner: bool


class SignInAnswer(BaseModel):
    """The CSRF token to send as `X-CSRF-Token` with every change."""

    csrf_token: str


def _set_cookie(request: Request, response: Response, signed_in: SignedIn) -> None:
    response.set_cookie(
        SESSION_COOKIE,
        signed_in.token,
        max_age=int(service.SESSION_LIFE.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=request.app.state.settings.secure_cookies or request.url.scheme == "https",
    )


@router.get("/company")
async def company_state(session: SessionDep) -> CompanyState:
    """Whether the company has an owner yet (decides between first-owner and sign-in page)."""
    return CompanyState(has_owner=await service.has_accounts(session))


@router.post("/sign-in")
async def sign_in(
    body: Credentials, request: Request, response: Response, runtime: RuntimeDep
) -> SignInAnswer:
    """Sign in with a password. Errors: auth.wrong_credentials (401), auth.too_many_tries (429)."""
    now = runtime.clock.now()
    account_id = await check_password(runtime.database, login=body.login, password=body.password, now=now)
    async with runtime.database.transaction() as session:
        signed_in = await service.start_session(session, account_id, now)
    _set_cookie(request, response, signed_in)
    return SignInAnswer(csrf_token=signed_in.csrf_token)


@router.post("/first-owner")
async def first_owner(
    body: LinkUse, request: Request, response: Response, session: SessionDep, runtime: RuntimeDep
) -> SignInAnswer:
    """Use a one-time link (first owner or invitation), set the password and sign in.

    Errors: auth.invalid_link (410), auth.weak_password (422), auth.login_taken (409).
    """
    now = runtime.clock.now()
    account_id = await service.use_link(
        session, token=body.token, password=body.password, login=body.login, name=body.name, now=now
    )
    await link_owner(session)
    signed_in = await service.start_session(session, account_id, now)
    _set_cookie(request, response, signed_in)
    return SignInAnswer(csrf_token=signed_in.csrf_token)


@router.post("/sign-out", status_code=204)
async def sign_out(
    request: Request, response: Response, session: SessionDep, principal: PrincipalDep
) -> None:
    """End this browser's session."""
    await service.end_session(session, request.cookies.get(SESSION_COOKIE, ""))
    response.delete_cookie(SESSION_COOKIE)


@router.get("/me")
async def me(request: Request, principal: PrincipalDep) -> Me:
    """Who is signed in, with the CSRF token of this session for the page."""
    return Me(
        account_id=principal.account_id,
        person_id=principal.person_id,
        name=principal.name,
        roles=sorted(principal.roles),
        permissions=sorted(principal.permissions),
        language=principal.language,
        csrf_token=csrf_token_of(request.cookies.get(SESSION_COOKIE, "")),
    )


@router.put("/me/language", status_code=204)
async def choose_language(body: LanguageChoice, session: SessionDep, principal: PrincipalDep) -> None:
    """Remember the language of this account."""
    statement = update(Account).where(Account.id == principal.account_id)
    await session.execute(statement.values(language=body.language))
