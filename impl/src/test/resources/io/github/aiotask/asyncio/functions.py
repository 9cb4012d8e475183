"""Runs the scenarios of functions.jsonl from F22 and G20 on, and writes what happened, a line of JSON for each.

    python3 functions.py        with a CPython 3.14 or newer, on the Task that is written in Python

What a CPython does not have is left out. Each line of a trace begins with the loop's iteration. RecordedFunctionsTest has the
same scenarios in Java.
"""
import concurrent.futures
import json
import sys
import threading

sys.modules['_asyncio'] = None
for name in [name for name in sys.modules if name.startswith('asyncio')]:
    del sys.modules[name]
import asyncio

LIMIT = 200


class OrderedSet(dict):
    """A set in the order of insertion, which CPython leaves open."""

    def add(self, item):
        self[item] = None

    def discard(self, item):
        self.pop(item, None)


asyncio.taskgroups.set = OrderedSet


class NoSelector:
    def select(self, timeout):
        return []


class CountingLoop(asyncio.BaseEventLoop):
    """Counts its iterations; nothing here has a time."""

    def __init__(self):
        super().__init__()
        self._selector = NoSelector()
        self.iteration = 0
        self.trace = []
        self.set_exception_handler(lambda loop, context: self.log('EH', context.get('exception')))

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass

    def log(self, *words):
        self.trace.append('%d:%s' % (self.iteration, ' '.join(map(str, words))))

    def spin(self, iterations=LIMIT):
        asyncio._set_running_loop(self)
        self._thread_id = threading.get_ident()
        try:
            while iterations and self._ready:
                iterations -= 1
                self.iteration += 1
                self._run_once()
        finally:
            asyncio._set_running_loop(None)
            self._thread_id = None

    def drive(self, body):
        task = self.create_task(body())
        self.spin()
        self.log(state(task))
        return task

    async def never(self, name):
        """Waits for what never comes; says so if it is cancelled."""
        try:
            await self.create_future()
        except asyncio.CancelledError:
            self.log(name, 'cancelled')
            raise


def text(error):
    if isinstance(error, BaseExceptionGroup):
        return 'group of ' + ' '.join(map(text, error.exceptions))
    return type(error).__name__ + ('(%s)' % error if isinstance(error, ValueError) else '')


def state(task):
    if not task.done():
        return 'pending'
    if task.cancelled():
        return 'cancelled'
    return 'exc=' + text(task.exception()) if task.exception() else 'result=%r' % (task.result(),)


def cancelling():
    return asyncio.current_task().cancelling()


SCENARIOS = {}


def scenario(function):
    SCENARIOS[function.__name__.upper()] = function
    return function


@scenario
def f22(loop):
    """wrap_future: the other one ends on the loop's thread, in a run and outside of one"""
    async def body():
        first = concurrent.futures.Future()
        wrapped = asyncio.wrap_future(first, loop=loop)
        first.set_result('r')
        loop.log(state(wrapped))
        failed = concurrent.futures.Future()
        failed.set_exception(ValueError('v'))
        wrapped_failure = asyncio.wrap_future(failed, loop=loop)
        loop.log(state(wrapped_failure))
        cancelled = concurrent.futures.Future()
        wrapped = asyncio.wrap_future(cancelled, loop=loop)
        cancelled.cancel()
        loop.log(state(wrapped))
        await asyncio.sleep(0)
        loop.log(state(wrapped), state(wrapped_failure))
    loop.drive(body)
    other = concurrent.futures.Future()
    wrapped = asyncio.wrap_future(other, loop=loop)
    other.set_result('s')
    loop.log(state(wrapped))
    loop.spin()
    loop.log(state(wrapped))


@scenario
def f23(loop):
    """run_coroutine_threadsafe: what it answered is cancelled on the loop's thread, in a run and outside of one"""
    answers = []

    async def body():
        answers.append(asyncio.run_coroutine_threadsafe(loop.never('child'), loop))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        answers[0].cancel()
        for _ in range(4):
            await asyncio.sleep(0)
            loop.log('turn')
    loop.drive(body)
    answers.append(asyncio.run_coroutine_threadsafe(loop.never('other'), loop))
    loop.spin()
    answers[1].cancel()
    loop.log('asked')
    loop.spin()


async def report(loop, body, group=None):
    """Runs a body in a group, and says how that ended and what the next await does."""
    try:
        async with group or asyncio.TaskGroup() as entered:
            await body(entered)
        loop.log('over cancelling', cancelling())
    except BaseException as error:
        loop.log('raised', text(error), 'cancelling', cancelling())
        if isinstance(error, asyncio.CancelledError):
            raise
    await asyncio.sleep(0)
    loop.log('next')


@scenario
def g20(loop):
    """TaskGroup.cancel of the body: children, the next await, the count, a later create_task"""
    async def body(group):
        group.create_task(loop.never('a'))
        group.create_task(loop.never('b'))
        await asyncio.sleep(0)
        group.cancel()
        loop.log('asked', cancelling())
        refused = loop.never('late')
        try:
            group.create_task(refused)
        except RuntimeError as error:
            loop.log('refused')
        await loop.never('body')
    loop.drive(lambda: report(loop, body))


@scenario
def g21(loop):
    """TaskGroup.cancel of a group without children whose body awaits nothing any more"""
    async def body(group):
        group.cancel()
        group.cancel()
    loop.drive(lambda: report(loop, body))


@scenario
def g22(loop):
    """TaskGroup.cancel before it is entered: the body runs to its first await"""
    async def body(group):
        loop.log('inside', cancelling())
        try:
            group.create_task(loop.never('child'))
        except RuntimeError as error:
            loop.log('refused')
        await loop.never('body')
    group = asyncio.TaskGroup()
    group.cancel()
    loop.drive(lambda: report(loop, body, group))


@scenario
def g23(loop):
    """TaskGroup.cancel from outside while its end waits; one child fails in its cleanup"""
    groups = []

    async def cleanup():
        try:
            await loop.never('child')
        except asyncio.CancelledError:
            await asyncio.sleep(0)
            raise ValueError('cleanup')

    async def body(group):
        groups.append(group)
        group.create_task(cleanup())
        group.create_task(loop.never('other'))
    task = loop.create_task(report(loop, body))
    loop.spin(3)
    groups[0].cancel()
    groups[0].cancel()
    loop.log('asked', task.cancelling())
    loop.spin()
    loop.log(state(task))


@scenario
def g24(loop):
    """TaskGroup.cancel after its end"""
    async def main():
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.sleep(0))
        group.cancel()
        loop.log(cancelling())
        await asyncio.sleep(0)
        loop.log('next')
    loop.drive(main)


@scenario
def g25(loop):
    """TaskGroup.cancel and a cancel of its task, before and after"""
    for first in 'group', 'task':
        groups = []

        async def body(group):
            groups.append(group)
            group.create_task(loop.never('child'))
            await loop.never('body')
        task = loop.create_task(report(loop, body))
        loop.spin(2)
        cancels = [groups[0].cancel, task.cancel]
        for cancel in cancels if first == 'group' else reversed(cancels):
            cancel()
        loop.log(first, 'first', task.cancelling())
        loop.spin()
        loop.log(state(task))


@scenario
def g26(loop):
    """TaskGroup.cancel by a child: of a group that aborts already, and as the last thing that a child does"""
    async def failing():
        raise ValueError('child')

    async def late(group):
        try:
            await loop.never('late')
        finally:
            group.cancel()
            loop.log('asked', group._parent_task.cancelling())

    async def aborting(group):
        group.create_task(late(group))
        group.create_task(failing())
    loop.drive(lambda: report(loop, aborting))

    async def last(group):
        group.cancel()

    async def body(group):
        loop.create_task(report_end(group.create_task(last(group))))

    async def report_end(child):
        await asyncio.wait([child])
        loop.log('child', state(child))
    loop.drive(lambda: report(loop, body))


@scenario
def g27(loop):
    """TaskGroup.cancel, then an error of the body"""
    async def body(group):
        group.cancel()
        raise ValueError('body')
    loop.drive(lambda: report(loop, body))


@scenario
def g28(loop):
    """TaskGroup.cancel in the eager start of a child: the group has not got that child yet, and waits for it"""
    async def eager(group):
        group.cancel()
        await asyncio.sleep(0)
        loop.log('eager goes on')
        return 'r'

    async def body(group):
        child = group.create_task(eager(group), eager_start=True)
        loop.log('created', cancelling())
        await loop.never('body')
    loop.drive(lambda: report(loop, body))


@scenario
def g29(loop):
    """A coroutine is closed inside of the body of a group: without children, after one that failed, with one that waits"""
    async def failing():
        raise ValueError('child')

    def close(children):
        async def closed():
            try:
                async with asyncio.TaskGroup() as group:
                    for child in children:
                        group.create_task(child())
                    try:
                        await loop.create_future()
                    except asyncio.CancelledError:
                        await loop.create_future()
            except BaseException as error:
                loop.log('leaves', text(error))
                raise
        coroutine = closed()
        task = loop.create_task(coroutine)
        loop.spin()
        try:
            coroutine.close()
            loop.log('closed')
        except BaseException as error:
            loop.log('close raises', text(error))
        return task
    tasks = [close([]), close([failing]), close([lambda: loop.never('child')])]
    loop.spin()
    for task in tasks:
        task._log_destroy_pending = False


def has(scenario):
    return sys.version_info >= (3, 15) or 'TaskGroup.cancel' not in scenario.__doc__


for name, scenario in SCENARIOS.items():
    if has(scenario):
        loop = CountingLoop()
        scenario(loop)
        print(json.dumps({'id': name, 'about': scenario.__doc__, 'python': '%d.%d' % sys.version_info[:2], 'trace': loop.trace}))
