"""A call centre beside which practice customers answer."""

from __future__ import annotations

from tests.telephony.call_centre import CallCentre

from callwright.adapters.asterisk.customers.simulation import SimulatedCustomers
from callwright.flow.calls import service as calls


async def opened(centre: CallCentre, customers: SimulatedCustomers) -> None:
    """One lead whose customer hangs up after five seconds, and practice customers."""
    await centre.open(["+8613800000088"])
    await answering(centre, customers)
    centre.start()


async def answering(centre: CallCentre, customers: SimulatedCustomers) -> None:
    """Word that practice customers answer, as their process gives it."""
    async with centre.runtime.database.transaction() as session:
        await calls.keep_practice_host(
            session, node=centre.node, port=customers.port, spoken=False, at=centre.runtime.clock.now()
        )
