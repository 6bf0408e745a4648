"""The door of the diagnosis."""

from callwright.flow.diagnosis.service.reading import newest_run
from callwright.flow.diagnosis.service.running import diagnose, month_to_diagnose

__all__ = ["diagnose", "month_to_diagnose", "newest_run"]
