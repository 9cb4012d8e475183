"""The rows of the benchmark: each is a function of a count that gives a coroutine and how many operations it makes."""

import asyncio


def sleep_1(count):
    return _sleeping(1, count)


def sleep_100(count):
    return _sleeping(100, count // 100)


def _sleeping(tasks, turns):
    async def sleeps():
        for _ in range(turns):
            await asyncio.sleep(0)

    async def main():
        loop = asyncio.get_running_loop()
        for task in [loop.create_task(sleeps()) for _ in range(tasks)]:
            await task

    return main(), tasks * turns


def create_and_finish(count):
    async def nothing():
        pass

    async def main():
        create = asyncio.get_running_loop().create_task
        for _ in range(count // 100):
            for _ in range(100):
                last = create(nothing())
            await last

    return main(), count


def ping_pong(count):
    """Each round: two futures are created, awaited and completed, by two tasks in turn."""
    async def main():
        loop = asyncio.get_running_loop()
        ping, pong = loop.create_future(), None

        async def one():
            nonlocal pong
            for _ in range(count):
                pong = loop.create_future()
                ping.set_result(None)
                await pong

        async def other():
            nonlocal ping
            for _ in range(count):
                await ping
                ping = loop.create_future()
                pong.set_result(None)

        tasks = loop.create_task(one()), loop.create_task(other())
        for task in tasks:
            await task

    return main(), count


def gather_child(count):
    async def nothing():
        pass

    async def main():
        for _ in range(count // 100):
            await asyncio.gather(*[nothing() for _ in range(100)])

    return main(), count


ROWS = (sleep_1, sleep_100, create_and_finish, ping_pong, gather_child)


def slice_of(loop, row, count):
    """Runs a row; how many operations."""
    coroutine, operations = row(count)
    loop.run_until_complete(coroutine)
    return operations
