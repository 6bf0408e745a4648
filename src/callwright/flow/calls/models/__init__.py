"""Tables of calls (schema `calls`), by subject."""

from callwright.flow.calls.models.live import AgentLegRow, CommandRow, LiveAttemptRow
from callwright.flow.calls.models.planning import (
    AnswerCountRow,
    LeadPlanRow,
    RetrySettingRow,
    RuleSettingRow,
)
from callwright.flow.calls.models.records import AttemptRow, RecordImport
from callwright.flow.calls.models.trunks import (
    CallerNumberRow,
    CampaignDialingRow,
    LineRow,
    PacingSampleRow,
    PracticeHostRow,
    TrunkRow,
)
from callwright.flow.calls.models.webhook import PhoneSystemRow, WebhookDeliveryRow

__all__ = [
    "AgentLegRow",
    "AnswerCountRow",
    "AttemptRow",
    "CallerNumberRow",
    "CampaignDialingRow",
    "CommandRow",
    "LeadPlanRow",
    "LineRow",
    "LiveAttemptRow",
    "PacingSampleRow",
    "PhoneSystemRow",
    "PracticeHostRow",
    "RecordImport",
    "RetrySettingRow",
    "RuleSettingRow",
    "TrunkRow",
    "WebhookDeliveryRow",
]
