"""Who hears whom: bridges, and waiting with a tone."""

from __future__ import annotations

from contextlib import suppress

from callwright.adapters.asterisk.configuration.base import WAITING
from callwright.adapters.asterisk.control.requests import Refusal, Requests
from callwright.flow.calls.ports import SwitchRefused

_EXISTS = 409
_NOT_THERE = frozenset({400, 404, 409, 422})
_HELD_FROM = "CALLWRIGHT_HELD_FROM"


class Joining:
    """Bridges of one switch. What a held channel comes back to is kept on the channel itself, not in this process."""

    def __init__(self, requests: Requests) -> None:
        self._requests = requests

    async def join(self, bridge_id: str, channel_ids: tuple[str, ...]) -> None:
        """Put channels into a bridge, made when it is new. SwitchRefused when a channel is gone."""
        try:
            await self._requests.post(f"bridges/{bridge_id}", type="mixing")
        except Refusal as refusal:
            if refusal.answer != _EXISTS:
                raise
        for channel_id in channel_ids:
            await self._stop_waiting(channel_id)
        await self._requests.post(f"bridges/{bridge_id}/addChannel", channel=",".join(channel_ids))

    async def leave(self, bridge_id: str, channel_id: str) -> None:
        """Take a channel out; harmless when it is not in."""
        try:
            await self._requests.post(f"bridges/{bridge_id}/removeChannel", channel=channel_id)
        except Refusal as refusal:
            if refusal.answer not in _NOT_THERE:
                raise

    async def hold(self, channel_id: str) -> None:
        """Out of its bridge, with a waiting tone; a second time changes nothing."""
        bridge_id = await self._bridge_of(channel_id)
        if bridge_id:
            await self._requests.post(f"channels/{channel_id}/variable", variable=_HELD_FROM, value=bridge_id)
            await self.leave(bridge_id, channel_id)
        await self._stop_waiting(channel_id)
        await self._requests.post(
            f"channels/{channel_id}/play/{_playback(channel_id)}", media=f"tone:{WAITING}"
        )

    async def bring_back(self, channel_id: str) -> None:
        """Into the bridge it was held from; SwitchRefused when that is gone."""
        bridge_id = ""
        with suppress(Refusal):
            answer = await self._requests.get(f"channels/{channel_id}/variable", variable=_HELD_FROM)
            bridge_id = answer["value"]
        await self._stop_waiting(channel_id)
        if not bridge_id:
            raise SwitchRefused(reason="the channel was not on hold")
        await self._requests.post(f"bridges/{bridge_id}/addChannel", channel=channel_id)

    async def _bridge_of(self, channel_id: str) -> str:
        bridges = await self._requests.get("bridges")
        return next((str(one["id"]) for one in bridges if channel_id in one["channels"]), "")

    async def _stop_waiting(self, channel_id: str) -> None:
        await self._requests.delete(f"playbacks/{_playback(channel_id)}")


def _playback(channel_id: str) -> str:
    return f"wait-{channel_id}"
