"""Programs about who awaits whom; CallGraphTest has the same ones. Prints callgraphs.jsonl, in any CPython >= 3.14 (recorded on 3.14.2)."""
import asyncio
import json


class Clock:
    """A loop's selector: time jumps, and nothing else happens."""

    def __init__(self):
        self.now = 0.0

    def select(self, timeout):
        self.now += timeout or 0
        return []


class Loop(asyncio.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self._selector = Clock()

    def time(self):
        return self._selector.now

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass


async def hop():
    await asyncio.sleep(0)


class Program:
    def __init__(self, loop):
        self.loop = loop
        self.names = {}
        self.lines = []

    def future(self, name):
        future = self.loop.create_future()
        self.names[future] = name
        return future

    def task(self, name, coroutine):
        return self.loop.create_task(coroutine, name=name)

    def name(self, future):
        if isinstance(future, asyncio.Task):
            return future.get_name()
        return self.names.get(future, "future")

    def text(self, graph, calls):
        if graph is None:
            return "none"
        stack = ""
        if calls:
            stack = "(" + " ".join(entry.frame.f_code.co_name for entry in graph.call_stack) + ")"
        by = sorted(self.text(one, calls) for one in graph.awaited_by)
        return self.name(graph.future) + stack + ("[" + " ".join(by) + "]" if by else "")

    def show(self, future=None, **options):
        calls = options.pop("calls", False)
        self.lines.append(self.text(asyncio.capture_call_graph(future, **options), calls))

    async def waits(self, future):
        await future


async def one_waits(p):
    f = p.future("f")
    p.task("a", p.waits(f))
    p.show(f)
    await hop()
    p.show(f)


async def two_wait(p):
    f = p.future("f")
    p.task("a", p.waits(f)), p.task("b", p.waits(f))
    await hop()
    p.show(f)


async def chain(p):
    f = p.future("f")
    a = p.task("a", p.waits(f))
    b = p.task("b", p.waits(a))
    p.task("c", p.waits(b))
    await hop()
    p.show(f)
    p.show(b)


async def gathered(p):
    f, g = p.future("f"), p.future("g")
    a, b = p.task("a", p.waits(f)), p.task("b", p.waits(g))

    async def gathers():
        both = asyncio.gather(a, b)
        p.names[both] = "gather"
        await both

    p.task("c", gathers())
    await hop()
    p.show(f)
    f.set_result(1)
    await hop()
    await hop()
    await hop()
    p.show(a)
    p.show(g)


async def gather_fails(p):
    f, g = p.future("f"), p.future("g")

    async def gathers():
        both = asyncio.gather(f, g)
        p.names[both] = "gather"
        try:
            await both
        except ValueError:
            await p.future("h")

    p.task("c", gathers())
    await hop()
    p.show(g)
    f.set_exception(ValueError())
    for _ in range(3):
        await hop()
    p.show(g)


async def shielded(p):
    f = p.future("f")

    async def shields():
        outer = asyncio.shield(f)
        p.names[outer] = "shield"
        await outer

    a = p.task("a", shields())
    await hop()
    p.show(f)
    a.cancel()
    for _ in range(3):
        await hop()
    p.show(f)


async def waited(p):
    f, g = p.future("f"), p.future("g")

    async def waits():
        await asyncio.wait([f, g], return_when=asyncio.FIRST_COMPLETED)
        await p.future("h")

    p.task("a", waits())
    await hop()
    p.show(f)
    p.show(g)
    g.set_result(1)
    for _ in range(3):
        await hop()
    p.show(f)


async def grouped(p):
    f, g = p.future("f"), p.future("g")

    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(p.waits(f), name="child")
            await g

    p.task("a", parent())
    await hop()
    await hop()
    p.show(f)
    p.show(g)
    g.set_result(1)
    for _ in range(3):
        await hop()
    p.show(f)


async def limited(p):
    f, g = p.future("f"), p.future("g")

    async def with_timeout():
        async with asyncio.timeout(10):
            await g

    p.task("a", asyncio.wait_for(f, 10))
    p.task("b", with_timeout())
    await hop()
    p.show(f)
    p.show(g)


async def done(p):
    f = p.future("f")
    a = p.task("a", p.waits(f))
    await hop()
    f.set_result(1)
    p.show(f)
    await hop()
    p.show(f)
    p.show(a)


async def by_hand(p):
    f, g, h = p.future("f"), p.future("g"), p.future("h")
    asyncio.future_add_to_awaited_by(f, g)
    asyncio.future_add_to_awaited_by(g, h)
    asyncio.future_add_to_awaited_by(f, g)
    p.show(f)
    asyncio.future_discard_from_awaited_by(f, h)
    p.show(f)
    asyncio.future_discard_from_awaited_by(f, g)
    p.show(f)
    f.set_result(1)
    asyncio.future_add_to_awaited_by(f, g)
    p.show(f)


async def own(p):
    async def awaits_me():
        await me

    async def inner():
        await hop()
        p.show(calls=True)
        p.show(calls=True, limit=1)
        p.show(calls=True, limit=-1)
        p.show(calls=True, limit=0)
        p.show(asyncio.current_task(), calls=True, limit=1)

    async def outer():
        await inner()

    me = p.task("me", outer())
    p.task("other", awaits_me())
    await me


async def limits(p):
    f = p.future("f")

    async def three():
        await f

    async def two():
        await three()

    async def one():
        await two()

    a = p.task("a", one())
    await hop()
    p.show(a, calls=True)
    p.show(a, calls=True, limit=1)
    p.show(a, calls=True, limit=2)
    p.show(a, calls=True, limit=-1)
    p.show(a, calls=True, limit=0)
    p.show(f, calls=True)


def outside(p):
    f = p.future("f")
    p.show(f)
    try:
        p.show()
    except RuntimeError:
        p.lines.append("refused")


def in_callback(p):
    f = p.future("f")

    def callback():
        p.show()
        p.show(f)

    p.loop.call_soon(callback)
    p.loop.call_soon(p.loop.stop)
    p.loop.run_forever()


def records():
    programs = [one_waits, two_wait, chain, gathered, gather_fails, shielded, waited, grouped, limited, done, by_hand, own, limits]
    for program in programs:
        loop = Loop()
        p = Program(loop)
        loop.run_until_complete(p.task("main", program(p)))
        for task in asyncio.all_tasks(loop):
            task._log_destroy_pending = False
        yield {"program": program.__name__, "graphs": p.lines}
    for program in [outside, in_callback]:
        p = Program(Loop())
        program(p)
        yield {"program": program.__name__, "graphs": p.lines}


for record in records():
    print(json.dumps(record))
