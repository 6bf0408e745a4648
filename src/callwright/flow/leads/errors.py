"""What can go wrong with leads."""

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class LeadNotFound(CallwrightError):
    """No such lead, or not one the asker may see."""

    status = 404
    code = "leads.not_found"
    text = Text(zh="找不到这条线索。", en="No such lead.")


class LeadTaken(CallwrightError):
    """The lead has an owner already."""

    status = 409
    code = "leads.taken"
    text = Text(zh="这条线索已有归属人，不能领取。", en="This lead has an owner and cannot be claimed.")


class LeadBarred(CallwrightError):
    """The customer refused; nothing later overwrites that."""

    status = 409
    code = "leads.barred"
    text = Text(
        zh="客户已拒绝联系，这条线索不能再用。",
        en="The customer refused to be contacted; this lead cannot be used any more.",
    )


class LeadSuppressed(CallwrightError):
    """The contact must not be called now: a customer, a competitor, a cool-down, or somebody else's protected lead."""

    status = 409
    code = "leads.suppressed"
    text = Text(
        zh="这位客户目前不能联系（{kind_zh}，至 {until}），线索不能领取或分配。",
        en="This contact must not be called now ({kind_en}, until {until}); the lead cannot be taken.",
    )


class TaskNotFound(CallwrightError):
    """No such task, or not one the asker may see."""

    status = 404
    code = "leads.task_not_found"
    text = Text(zh="找不到这个任务。", en="No such task.")


class TaskClosed(CallwrightError):
    """The task is done or cancelled already."""

    status = 409
    code = "leads.task_closed"
    text = Text(zh="任务已结束，不能再改。", en="The task is closed already.")


class TaskWithoutOwner(CallwrightError):
    """A task needs somebody who does it."""

    status = 409
    code = "leads.task_without_owner"
    text = Text(
        zh="线索没有归属人，不能安排任务；请先领取或分配。",
        en="The lead has no owner; claim or assign it first.",
    )


class ClaimNothing(CallwrightError):
    """A bulk claim names leads, or a campaign and a number."""

    status = 422
    code = "leads.claim_nothing"
    text = Text(
        zh="请指定要领取的线索（最多 {most} 条），或指定活动与数量。",
        en="Name the leads to claim (at most {most}), or a campaign and a number.",
    )


class HandOverToSelf(CallwrightError):
    """Leads cannot be handed over to the one who has them."""

    status = 422
    code = "leads.hand_over_to_self"
    text = Text(zh="不能移交给本人。", en="Leads cannot be handed over to the same person.")


class ClaimLimitReached(CallwrightError):
    """Claims of the day are used up; returning leads does not give any back (product §3)."""

    status = 409
    code = "leads.claim_limit"
    text = Text(
        zh="今天已领取 {claimed} 条，达到每日上限 {limit} 条；退回线索不恢复次数，请明天再来。",
        en="{claimed} claims today, the limit is {limit}; returning leads gives none back. Try tomorrow.",
    )


class CapReached(CallwrightError):
    """The person holds as many open leads as allowed."""

    status = 409
    code = "leads.cap"
    text = Text(
        zh="已持有 {held} 条未结线索，达到上限 {limit} 条；请先跟进或退回。",
        en="{held} open leads are held, the limit is {limit}; work on or return some first.",
    )


class CoolingDown(CallwrightError):
    """The previous owner has to wait before claiming the lead again."""

    status = 409
    code = "leads.cooling_down"
    text = Text(
        zh="您曾持有这条线索，{until} 之前不能再次领取。",
        en="You held this lead before; it cannot be claimed again until {until}.",
    )


class NotYetAvailable(CallwrightError):
    """New data opens to the pool after a delay."""

    status = 409
    code = "leads.not_yet_available"
    text = Text(zh="新数据尚未开放领取。", en="New data is not open to claims yet.")


class NotOwner(CallwrightError):
    """Only the owner returns a lead."""

    status = 409
    code = "leads.not_owner"
    text = Text(zh="只有归属人可以退回线索。", en="Only the owner can return a lead.")


class NobodyToAssign(CallwrightError):
    """No person can receive leads."""

    status = 422
    code = "leads.nobody"
    text = Text(zh="没有可分配的人员：{reason}。", en="Nobody can receive leads: {reason}.")


class PersonRequired(CallwrightError):
    """The account stands for no person."""

    status = 422
    code = "leads.person_required"
    text = Text(
        zh="此账号没有关联员工，不能持有线索。",
        en="This account is not linked to a person and cannot hold leads.",
    )
