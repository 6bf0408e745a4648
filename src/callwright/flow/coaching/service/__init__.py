"""The door of coaching, one function per verb."""

from callwright.flow.coaching.service.caring import act_on_care, cares_page, mood_of_day, say_mood, watch
from callwright.flow.coaching.service.examples import (
    answer_example,
    example_sound,
    examples,
    propose_example,
)
from callwright.flow.coaching.service.library import cards, use_card, write_card
from callwright.flow.coaching.service.mirror import my_numbers
from callwright.flow.coaching.service.newcomers import newcomer, newcomers, own_hits, own_weeks
from callwright.flow.coaching.service.practising import practice_result, practised
from callwright.flow.coaching.service.staying import staying
from callwright.flow.coaching.service.tasks import add_task, close_task, task, tasks_page

__all__ = [
    "act_on_care",
    "add_task",
    "answer_example",
    "cards",
    "cares_page",
    "close_task",
    "example_sound",
    "examples",
    "mood_of_day",
    "my_numbers",
    "newcomer",
    "newcomers",
    "own_hits",
    "own_weeks",
    "practice_result",
    "practised",
    "propose_example",
    "say_mood",
    "staying",
    "task",
    "tasks_page",
    "use_card",
    "watch",
    "write_card",
]
