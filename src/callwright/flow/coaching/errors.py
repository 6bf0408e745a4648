"""What can go wrong in coaching."""

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class NoPerson(CallwrightError):
    """The account stands for no person, and none was asked for."""

    status = 422
    code = "coaching.no_person"
    text = Text(
        zh="此账号没有关联员工，请选择要查看的员工。",
        en="This account is not linked to a person; choose whose numbers to show.",
    )


class TaskUnknown(CallwrightError):
    """No such task, or not one the asker may see."""

    status = 404
    code = "coaching.task_unknown"
    text = Text(zh="找不到这项辅导任务。", en="No such coaching task.")


class TaskClosed(CallwrightError):
    """The proof was taken already."""

    status = 409
    code = "coaching.task_closed"
    text = Text(zh="这项辅导任务已经结束。", en="This coaching task is closed already.")


class MeasureUnknown(CallwrightError):
    """A measure that a task cannot be proven with."""

    status = 422
    code = "coaching.measure_unknown"
    text = Text(
        zh="不能用“{measure}”来证明变化，可用：{known}。",
        en="A change cannot be proven with “{measure}”; choose one of {known}.",
    )


class DueTooEarly(CallwrightError):
    """A task needs days to be practised."""

    status = 422
    code = "coaching.due_too_early"
    text = Text(zh="截止日期要晚于今天。", en="The due date must lie after today.")


class CareUnknown(CallwrightError):
    """No such sign, or not one the asker may see."""

    status = 404
    code = "coaching.care_unknown"
    text = Text(zh="找不到这条提醒。", en="No such notice.")


class CareDone(CallwrightError):
    """Somebody acted before."""

    status = 409
    code = "coaching.care_done"
    text = Text(zh="这条提醒已经处理过。", en="Somebody has acted on this notice already.")


class EasingTooLong(CallwrightError):
    """Easing has an end."""

    status = 422
    code = "coaching.easing_too_long"
    text = Text(zh="减压期为 1 到 {days} 天。", en="A list mix is softened for 1 to {days} days.")


class CardUnknown(CallwrightError):
    """No such card."""

    status = 404
    code = "coaching.card_unknown"
    text = Text(zh="知识库里没有这张卡片。", en="The library has no such card.")


class CardChanged(CallwrightError):
    """Somebody wrote a newer version."""

    status = 409
    code = "coaching.card_changed"
    text = Text(
        zh="别人刚改过这张卡片，请刷新后再改。",
        en="Somebody just changed this card; reload and change it again.",
    )


class ExampleUnknown(CallwrightError):
    """No such example, or one that may not be heard."""

    status = 404
    code = "coaching.example_unknown"
    text = Text(
        zh="找不到这段示范录音，或者本人没有同意。", en="No such example, or the person did not agree."
    )


class ExampleNotYours(CallwrightError):
    """Only who speaks in it decides."""

    status = 403
    code = "coaching.example_not_yours"
    text = Text(zh="只有录音里的本人可以决定。", en="Only the person who speaks in it decides.")


class ExampleUnchecked(CallwrightError):
    """Somebody must have listened first."""

    status = 422
    code = "coaching.example_unchecked"
    text = Text(
        zh="请先听一遍：片段里不能有客户的姓名、号码、证件或账户，然后确认。",
        en="Listen first: no name, number, document or account of the customer may be heard. Then confirm it.",
    )


class ExampleWithoutSound(CallwrightError):
    """The call has no recording, or the part lies outside it."""

    status = 409
    code = "coaching.example_without_sound"
    text = Text(
        zh="这通电话没有录音，或者片段超出录音。",
        en="The call has no recording, or the part lies outside it.",
    )
