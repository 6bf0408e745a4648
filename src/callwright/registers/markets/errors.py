"""What can go wrong in the markets register."""

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class MarketNotFound(CallwrightError):
    """No market of this name."""

    status = 404
    code = "markets.not_found"
    text = Text(zh="没有名为“{market}”的市场。", en="No market called “{market}”.")


class NoteWithoutSource(CallwrightError):
    """A market note must say where it comes from."""

    status = 422
    code = "markets.source_missing"
    text = Text(zh="市场记录必须注明来源。", en="A market note must name its source.")
