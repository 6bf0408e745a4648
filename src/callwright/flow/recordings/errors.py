"""What can go wrong with recordings, and why a file is not one."""

from __future__ import annotations

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class RecordingNotFound(CallwrightError):
    """There is no such recording, or it is outside the viewer's scope."""

    status = 404
    code = "recordings.not_found"
    text = Text("没有找到这段录音。", "There is no such recording.")


class RecordingGone(CallwrightError):
    """The recording is known, but its file is not on disk any more."""

    status = 410
    code = "recordings.file_gone"
    text = Text(
        "录音文件不在存储里了，请从备份恢复后重试。",
        "The recording's file is gone from the store; restore it from the backup.",
    )


class RecordingErased(CallwrightError):
    """The recording was erased; only the fact is kept."""

    status = 410
    code = "recordings.erased"
    text = Text(
        "这段录音已按规定删除，无法恢复。", "This recording was erased by rule and cannot be brought back."
    )


class RecordingDamaged(CallwrightError):
    """What is stored is not what was sealed."""

    status = 500
    code = "recordings.damaged"
    text = Text(
        "录音内容与加密时不一致，可能已损坏或被改动；请从备份恢复。",
        "The stored sound is not what was sealed: damaged or changed. Restore it from the backup.",
    )


class RecordingKeyMissing(CallwrightError):
    """The recording is sealed with a master key that this installation does not have."""

    status = 503
    code = "recordings.key_missing"
    text = Text(
        "录音已加密，缺少主密钥“{key}”。请放回密钥文件或环境变量后重试。",
        "The recording is sealed and the master key “{key}” is missing. Put the key file or variable back.",
    )


class FolderNotReadable(CallwrightError):
    """The folder to import does not exist."""

    status = 422
    code = "recordings.folder_not_readable"
    text = Text("无法读取文件夹“{folder}”。", "The folder “{folder}” cannot be read.")


class NotAWav(CallwrightError):
    """The file is not a WAV we can read."""

    status = 422
    code = "recordings.not_a_wav"
    text = Text(
        "不是可读取的 WAV 录音（支持 PCM、浮点、A-law、μ-law）：{reason}。",
        "Not a readable WAV recording (PCM, float, A-law and μ-law are supported): {reason}.",
    )


class HoldNotFound(CallwrightError):
    """There is no hold in force with this id."""

    status = 404
    code = "recordings.hold_not_found"
    text = Text("没有找到这项生效中的法律保留。", "There is no such hold in force.")


class OneSubject(CallwrightError):
    """A hold or an erasure names nothing, or several things."""

    status = 422
    code = "recordings.one_subject"
    text = Text(
        "请只指定一个对象：录音、号码、客户或外呼活动。",
        "Name exactly one subject: a recording, a number, a contact or a campaign.",
    )


class UnknownBusiness(CallwrightError):
    """The rules know no such line of business."""

    status = 422
    code = "recordings.unknown_business"
    text = Text(
        "没有“{business}”这个业务类型；可用：{known}。", "No line of business “{business}”; known: {known}."
    )


ON_HOLD = Text("处于法律保留中：{reason}。", "It is on legal hold: {reason}.")
TOO_EARLY = Text(
    "未满最短保存期，{day} 起才能删除。规则：{rule_zh}。",
    "It must be kept longer and may be erased from {day} on. Rule: {rule_en}.",
)
UNPAIRED = Text(
    "没有找到对应的通话。录音已保存，导入通话记录后会自动配对。",
    "No call was found for it. The recording is kept and will be paired when its call is imported.",
)
AMBIGUOUS = Text(
    "有多次通话符合文件名，无法确定是哪一次。录音已保存。",
    "Several calls fit the name of the file. The recording is kept.",
)
SECOND = Text(
    "该通话已有另一段录音。本文件已保存，但未配对。",
    "The call has another recording already. This file is kept, but not paired.",
)
NOT_YOUR_CALL = Text(
    "没有找到属于您这一方、且尚无录音的对应通话。文件未保存；请先上传通话记录。",
    "No call of your own people without a recording fits. The file was not kept; bring the call records first.",
)
IGNORED = Text("忽略了 {count} 个不是录音的文件。", "Ignored {count} files that are no recordings.")
