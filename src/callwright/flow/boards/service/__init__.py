"""The door of the boards."""

from callwright.flow.boards.service.home import home
from callwright.flow.boards.service.partners import compare_partners

__all__ = ["compare_partners", "home"]
