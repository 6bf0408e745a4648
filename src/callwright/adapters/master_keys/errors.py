"""What can be wrong with master keys."""

from __future__ import annotations

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class KeyFileOpen(CallwrightError):
    """Others on this machine may read the key file."""

    status = 500
    code = "master_keys.file_open"
    text = Text(
        "主密钥文件 {file} 可被他人读取，请执行 chmod 600 后重试。",
        "Others may read the master key file {file}; run chmod 600 on it and try again.",
    )


class KeyFileUnreadable(CallwrightError):
    """The key file, or the environment, does not hold keys."""

    status = 500
    code = "master_keys.unreadable"
    text = Text(
        "无法读取主密钥（{place}，第 {line} 行）。每行应为“名称 密钥”，密钥为 32 字节的 base64。",
        "The master keys cannot be read ({place}, line {line}). Each line is “name key”, the key 32 bytes in base64.",
    )


class NoMasterKey(CallwrightError):
    """Recordings are to be sealed, but there is no key."""

    status = 500
    code = "master_keys.none"
    text = Text(
        "已要求加密录音，但没有主密钥。请先执行 callwright recordings key new。",
        "Recordings are to be sealed, but there is no master key. Run callwright recordings key new.",
    )


class KeysFromEnvironment(CallwrightError):
    """A new key cannot be added where the environment gives the keys."""

    status = 409
    code = "master_keys.from_environment"
    text = Text(
        "主密钥来自环境变量，请在那里添加新密钥。",
        "The master keys come from the environment; add a new one there.",
    )
