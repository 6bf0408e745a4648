"""Errors of sign-in. They never tell whether a login exists."""

from __future__ import annotations

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class NotSignedIn(CallwrightError):
    """No valid session."""

    status = 401
    code = "auth.not_signed_in"
    text = Text("请先登录。", "Please sign in first.")


class WrongCredentials(CallwrightError):
    """Login or password is wrong."""

    status = 401
    code = "auth.wrong_credentials"
    text = Text(
        "登录名或密码不正确，还可尝试 {tries_left} 次。",
        "The login or the password is wrong; {tries_left} tries left.",
    )


class TooManyTries(CallwrightError):
    """Too many wrong passwords in a row."""

    status = 429
    code = "auth.too_many_tries"
    text = Text(
        "连续输错次数过多，请 {minutes} 分钟后再试。", "Too many wrong tries. Try again in {minutes} minutes."
    )


class InvalidLink(CallwrightError):
    """The one-time link is unknown, used or too old."""

    status = 410
    code = "auth.invalid_link"
    text = Text(
        "此链接无效、已使用或已过期，请重新获取。",
        "This link is invalid, used or expired. Ask for a new one.",
    )


class WeakPassword(CallwrightError):
    """The password is too short."""

    status = 422
    code = "auth.weak_password"
    text = Text("密码至少需要 {minimum} 个字符。", "The password needs at least {minimum} characters.")


class LoginTaken(CallwrightError):
    """Another account uses this login."""

    status = 409
    code = "auth.login_taken"
    text = Text("登录名 {login} 已被使用，请换一个。", "The login {login} is taken; choose another.")


class ForgedRequest(CallwrightError):
    """The CSRF token is missing or wrong."""

    status = 403
    code = "auth.forged_request"
    text = Text(
        "请求未通过安全校验，请刷新页面后重试。",
        "The request failed the forgery check. Reload the page and try again.",
    )
