"""The work of some variants by CPython's own asyncio: prints nanoseconds of CPU time for each operation, as JSON."""

import asyncio
import json
import platform
import sys
import sysconfig
import time
import types

if sys.implementation.name != "cpython" or sys.platform in ("emscripten", "wasi"):
    sys.exit("this python3 is no native CPython")
if not isinstance(asyncio.Task.cancel, types.MethodDescriptorType):
    sys.exit("this CPython's asyncio has no C implementation")

ROUNDS = 7


@types.coroutine
def bare_yield():
    yield


async def yielding(times):
    for _ in range(times):
        await bare_yield()


async def yields(tasks, times):
    await asyncio.gather(*[yielding(times) for _ in range(tasks)])


class Player:
    def __init__(self, turns):
        self.turns = turns
        self.pending = None
        self.partner = None
        self.received = 0

    async def play(self):
        loop = asyncio.get_running_loop()
        for _ in range(self.turns):
            theirs = self.partner.pending
            if theirs is not None and not theirs.done():
                theirs.set_result(1)
            self.pending = loop.create_future()
            self.received += await self.pending
        theirs = self.partner.pending
        if theirs is not None and not theirs.done():
            theirs.set_result(1)


async def round_trips(pairs, turns):
    players = []
    for _ in range(pairs):
        one, other = Player(turns), Player(turns)
        one.partner, other.partner = other, one
        players += [one, other]
    tasks = [asyncio.ensure_future(player.play()) for player in players]
    await asyncio.wait(tasks, timeout=60)
    assert sum(player.received for player in players) >= pairs * turns


async def returning(number):
    return number & 1


async def creates(batches, batch):
    loop = asyncio.get_running_loop()
    total = 0
    for _ in range(batches):
        tasks = [loop.create_task(returning(i)) for i in range(batch)]
        await bare_yield()
        total += sum(task.result() for task in tasks)
    assert total == batches * batch // 2


def nanos(work, operations):
    """The median of some rounds, each in a loop of its own."""
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time_ns()
        asyncio.run(work())
        taken.append((time.process_time_ns() - start) / operations)
    return sorted(taken)[ROUNDS // 2]


print(
    json.dumps(
        {
            "build": " ".join(
                [
                    "CPython",
                    platform.python_version(),
                    platform.python_compiler(),
                    "optimised" if "--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or "")
                    else "configured without --enable-optimizations (a distribution may optimise in other ways)",
                ]
            ),
            "nanos": {
                "yield-1": nanos(lambda: yields(1, 100_000), 100_000),
                "yield-1000": nanos(lambda: yields(1000, 200), 200_000),
                "round-trip-10": nanos(lambda: round_trips(10, 5_000), 100_000),
                "create-finish": nanos(lambda: creates(500, 100), 50_000),
            },
        }
    )
)
