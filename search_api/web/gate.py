"""How many searches run at a time, and what becomes of those that wait when their client leaves."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import CancelScope, CapacityLimiter, create_task_group
from starlette.types import Receive


class Gate:
    """Lets as many requests through as there are places; the others wait in order.

    A search is work for one core from its first to its last moment: more of them than cores only make each other
    slower. A client that leaves while it waits costs nothing more; a search that runs ends by the limits of its
    query.
    """

    def __init__(self, places: int) -> None:
        self._places = CapacityLimiter(places)

    @asynccontextmanager
    async def place(self, receive: Receive) -> AsyncIterator[bool]:
        """Wait for a place and keep it for the block; gives False when the client left before.

        The request's body must have been read: what `receive` tells next is that the client left.
        """
        who = object()
        taken = await self._taken(who, receive)
        try:
            yield taken
        finally:
            if taken:
                self._places.release_on_behalf_of(who)

    async def _taken(self, who: object, receive: Receive) -> bool:
        taken = False
        async with create_task_group() as waiting:
            waiting.start_soon(_until_gone, receive, waiting.cancel_scope)
            await self._places.acquire_on_behalf_of(who)
            taken = True
            waiting.cancel_scope.cancel()
        return taken


async def _until_gone(receive: Receive, waiting: CancelScope) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    waiting.cancel()
