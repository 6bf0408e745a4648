"""What can go wrong in the staff register."""

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class PersonNotFound(CallwrightError):
    """No such person, or not one the asker may see (both look alike on purpose)."""

    status = 404
    code = "staff.person_not_found"
    text = Text(zh="找不到这位员工。", en="No such person.")


class PersonUnknown(CallwrightError):
    """What was given names nobody, or several people."""

    status = 404
    code = "staff.person_unknown"
    text = Text(
        zh="员工名册里没有“{reference}”，或同名不止一人；请用工号。",
        en="Nobody on the roster is “{reference}”, or several people are; use the employee number.",
    )


class RosterColumnsMissing(CallwrightError):
    """The roster lacks a column without which no row can be read."""

    status = 422
    code = "staff.columns_missing"
    text = Text(
        zh="名册缺少列：{columns}。请在表头补上后再导入。",
        en="The roster lacks these columns: {columns}. Add them to the header and import again.",
    )


class GradeUnknown(CallwrightError):
    """A grade outside junior, intermediate, senior."""

    status = 422
    code = "staff.grade_unknown"
    text = Text(zh="未知职级“{grade}”：只有初级、中级、高级。", en="Unknown grade “{grade}”.")


class AlreadyLinked(CallwrightError):
    """The person already signs in with another account."""

    status = 409
    code = "staff.already_linked"
    text = Text(
        zh="员工 {employee_number} 已有登录账号。",
        en="Person {employee_number} already has an account.",
    )


class DepartmentNotFound(CallwrightError):
    """No department has this name."""

    status = 404
    code = "staff.department_not_found"
    text = Text(zh="没有名为“{name}”的部门。", en="There is no department “{name}”.")


class NotAPartner(CallwrightError):
    """Terms are agreed with outside partners only."""

    status = 422
    code = "staff.not_a_partner"
    text = Text(
        zh="“{name}”不是外包合作方。请先执行 callwright partners set {name}。",
        en="“{name}” is no outside partner. Run callwright partners set {name} first.",
    )
