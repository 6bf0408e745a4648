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
