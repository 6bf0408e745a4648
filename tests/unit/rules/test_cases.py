"""The sentences beside the rules hold, and the numbers keep their form."""

from __future__ import annotations

from datetime import date

import pytest

from callwright.rules.appraisal.case_functions import FUNCTIONS as APPRAISAL
from callwright.rules.calling.case_functions import FUNCTIONS as CALLING
from callwright.rules.compliance.case_functions import FUNCTIONS as COMPLIANCE
from callwright.rules.engine.cases import Case, cases, run
from callwright.rules.engine.parameters import parameter, specs
from callwright.rules.insights.case_functions import FUNCTIONS as INSIGHTS
from callwright.rules.pay.case_functions import FUNCTIONS as PAY
from callwright.rules.recordings.case_functions import FUNCTIONS as RECORDINGS

TOPICS = {
    "appraisal": APPRAISAL,
    "calling": CALLING,
    "compliance": COMPLIANCE,
    "insights": INSIGHTS,
    "pay": PAY,
    "recordings": RECORDINGS,
}
ALL = [pytest.param(topic, case, id=f"{topic}: {case.says}") for topic in TOPICS for case in cases(topic)]


@pytest.mark.parametrize(("topic", "case"), ALL)
def test_the_sentence_holds(topic: str, case: Case) -> None:
    assert run(case, TOPICS[topic]) is None, f"{case.file}: {case.says}"


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_every_parameter_can_be_read_on_a_day_and_names_its_source(topic: str) -> None:
    for spec in specs(topic):
        found = parameter(spec.id, on=date(2026, 10, 1))
        assert found.source
        assert found.approver
        assert found.checked_until > found.since
        assert found.title.zh != found.title.en


def test_no_sentence_is_written_twice() -> None:
    for topic in TOPICS:
        sentences = [case.says for case in cases(topic)]
        assert len(sentences) == len(set(sentences))
