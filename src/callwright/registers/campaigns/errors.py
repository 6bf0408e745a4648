"""What can go wrong in the campaigns register."""

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class CampaignNotFound(CallwrightError):
    """No campaign with this code."""

    status = 404
    code = "campaigns.not_found"
    text = Text(
        zh="没有编码为“{campaign}”的外呼活动，请先导入活动。",
        en="No campaign with the code “{campaign}”; import the campaign first.",
    )


class TargetMissing(CallwrightError):
    """A campaign without a target definition cannot start (product §2.6)."""

    status = 409
    code = "campaigns.target_missing"
    text = Text(
        zh="外呼活动“{campaign}”没有目标客户定义，不能启动：请写明行业、地区或规模。",
        en="Campaign “{campaign}” cannot start without a target: name industries, regions or sizes.",
    )


class CampaignNotRunning(CallwrightError):
    """The campaign is a draft or closed."""

    status = 409
    code = "campaigns.not_running"
    text = Text(zh="外呼活动“{campaign}”未在进行中。", en="Campaign “{campaign}” is not running.")


class CampaignFileUnreadable(CallwrightError):
    """The file is not a list of campaigns."""

    status = 422
    code = "campaigns.file_unreadable"
    text = Text(zh="活动文件无法读取：{reason}", en="The campaign file cannot be read: {reason}")
