"""Runs the scenarios of FunctionScenarios.java, BlockScenarios.java and GroupCancelScenarios.java, and writes what happened.

    python3 functions.py functions.jsonl        with any CPython from 3.6 on, on the Task that is written in Python

The traces of 3.4 are older than this script, which asyncio 3.4.3 does not run. It reads what was recorded, and writes it again with the traces of this Python in place of those that it had. A scenario
has no trace of a Python that is older than it.
"""
import concurrent.futures
import contextlib
import gc
import re
import sys
import threading
import types

from recording import PYTHON, VERSION, asyncio, merged, traces_of, update

LIMIT = 200
SCENARIOS = {}


class OrderedSet(dict):
    """A set in the order of insertion, which CPython leaves open (10.47)."""

    def add(self, item):
        self[item] = None

    def discard(self, item):
        self.pop(item, None)


if VERSION >= (3, 11):
    asyncio.taskgroups.set = OrderedSet


class Waiting:
    """A selector that lets the time pass at once."""

    def __init__(self, loop):
        self.loop = loop

    def select(self, timeout):
        if timeout:
            self.loop.now += timeout
        return []


class VirtualLoop(asyncio.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self.now = 0.0
        self._selector = Waiting(self)
        self._clock_resolution = 1e-9

    def time(self):
        return self.now

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass

    def has_work(self):
        return bool(self._ready) or any(not timer._cancelled for timer in self._scheduled)


@types.coroutine
def bare_yield():
    yield


async def yield_times(times):
    for _ in range(times):
        await bare_yield()


def text(error):
    if error is None:
        return 'None'
    return '%s(%s)' % (type(error).__name__, re.sub('<.*?>', '@', ', '.join(map(str, error.args))))


def state(future):
    if not future.done():
        return 'pending'
    if future.cancelled():
        return 'cancelled'
    return 'exc=' + text(future._exception) if future._exception is not None else 'result=%r' % (future._result,)


YIELD = object()


class Env:
    """A loop on virtual time whose iterations are counted, and a trace: each line begins with the iteration."""

    def __init__(self):
        self.trace = []
        self.iteration = 0
        self.loop = VirtualLoop()
        self.loop.set_exception_handler(lambda loop, context: self.report(context))
        self.tasks = []

    def log(self, *words):
        self.trace.append('%d:%s' % (self.iteration, ' '.join(map(str, words))))

    def report(self, context):
        message = 'CALLBACK_RAISED' if context['message'].startswith('Exception in callback') else context['message']
        self.log('EH[%s] %s' % (message, text(context.get('exception'))))

    def spin(self, iterations=LIMIT):
        for _ in range(iterations):
            if not self.loop.has_work():
                break
            self.iteration += 1
            self.loop._thread_id = threading.get_ident()  # it is running
            try:
                self.loop._run_once()
            finally:
                self.loop._thread_id = None

    def future(self):
        return self.loop.create_future()

    def task(self, coroutine):
        self.tasks.append(self.loop.create_task(coroutine))
        return self.tasks[-1]

    def drive(self, coroutine):
        task = self.task(coroutine)
        self.spin()
        return task

    def at_iteration(self, number, body):
        self.loop.call_soon(self.hop, number, body)

    def hop(self, number, body):
        if number <= 1:
            body()
        else:
            self.loop.call_soon(self.hop, number - 1, body)

    def current(self):
        return getattr(asyncio, 'current_task', None)() if VERSION >= (3, 7) else asyncio.Task.current_task()

    async def body(self, name, *steps):
        try:
            self.log(name, 'start')
            for number, step in enumerate(steps):
                if step is YIELD:
                    await bare_yield()
                    self.log(name, 'resumed', number)
                else:
                    self.log(name, 'got', repr(await step))
            return name
        except BaseException as error:
            self.log(name, 'raised', text(error))
            raise


async def yielding(name, times):
    await yield_times(times)
    return name


@contextlib.contextmanager
def no_loop(e):
    """Outside of a run."""
    asyncio.events._set_running_loop(None)
    try:
        yield
    finally:
        asyncio.events._set_running_loop(e.loop)


def scenario(about, since=(3, 6)):
    def add(function):
        SCENARIOS[function.__name__.upper()] = (about, since, function)
        return function
    return add


@scenario('gather keeps argument order; the same coroutine object twice is run once')
def f01(e):
    async def running(name, times):
        await yield_times(times)
        e.log('ran', name)
        return name

    async def main():
        twice = running('b', 0)
        e.log(await asyncio.gather(running('a', 2), twice, twice))
    e.drive(main())


@scenario('gather: first exception propagates at once, siblings continue')
def f02(e):
    async def bad():
        await bare_yield()
        raise ValueError('g')

    async def slow():
        await yield_times(8)
        e.log('slow done')

    async def main():
        try:
            await asyncio.gather(slow(), bad())
        except ValueError as error:
            e.log('gather raised', text(error))
    e.drive(main())


@scenario('cancel the gather future: children cancelled, outer settles when?')
def f03(e):
    async def kid(number):
        try:
            await e.future()
        except asyncio.CancelledError:
            e.log('kid', number)
            await yield_times(number * 2)
            raise
    gather = asyncio.gather(*[e.task(kid(number)) for number in range(2)])
    gather.add_done_callback(lambda done: e.log('done-cb', 'G', state(done)))
    e.spin(1)
    e.log(gather.cancel(), state(gather))
    e.spin()
    e.log('cancelled()', gather.cancelled())
    gather.exception()


@scenario('shield: cancelling the awaiting task leaves inner running')
def f06(e):
    future = e.future()
    inner = e.task(e.body('I', future))

    async def main():
        try:
            await asyncio.shield(inner)
        except asyncio.CancelledError:
            e.log('outer cancelled')
            raise
    task = e.task(main())
    e.spin(2)
    task.cancel()
    e.spin(3)
    e.log(state(task), state(inner))
    future.set_result(1)
    e.spin()
    e.log(state(inner))


@scenario('shield: inner fails after outer was cancelled - is it reported?')
def f07(e):
    future = e.future()

    async def failing():
        await future
        raise ValueError('late')
    inner = e.task(failing())
    e.spin(1)
    shield = asyncio.shield(inner)
    shield.cancel()
    e.spin(2)
    future.set_result(1)
    e.spin()
    e.log('end')


@scenario('wait(FIRST_COMPLETED) and timeouts do not cancel the rest')
def f08(e):
    a, b = e.future(), e.future()
    e.at_iteration(2, lambda: a.set_result(1))

    async def main():
        done, pending = await asyncio.wait([a, b], return_when=asyncio.FIRST_COMPLETED)
        e.log(a in done, b in pending)
        done, pending = await asyncio.wait([a, b], timeout=1)
        e.log(len(done), len(pending), e.loop.time())
    e.drive(main())


@scenario('wait() given a bare coroutine')
def f09(e):
    async def main():
        try:
            done, _ = await asyncio.wait([e.body('X')])
            e.log(len(done))
        except TypeError as error:
            e.log(text(error))
    e.drive(main())


@scenario('wait_for timeout when the inner task needs 2 more iterations to clean up: does wait_for wait for it?')
def f10(e):
    async def slow():
        try:
            await e.future()
        except asyncio.CancelledError:
            e.log('inner cancelled')
            await yield_times(2)
            e.log('inner cleaned')
            raise

    async def main():
        try:
            await asyncio.wait_for(slow(), 1)
        except asyncio.TimeoutError as error:
            e.log('timeout', text(error))
    e.drive(main())


@scenario('wait_for: inner swallows the timeout cancellation and returns a value')
def f11(e):
    async def slow():
        try:
            await e.future()
        except asyncio.CancelledError:
            return 'late'

    async def main():
        try:
            e.log('value', await asyncio.wait_for(slow(), 1))
        except asyncio.TimeoutError:
            e.log('timeout')
    e.drive(main())


@scenario('wait_for(coro, 0): does the inner coroutine start?')
def f14(e):
    async def main():
        try:
            e.log('value', await asyncio.wait_for(e.body('I', YIELD), 0))
        except asyncio.TimeoutError:
            e.log('timeout')
    e.drive(main())


@scenario('as_completed order and timeout')
def f15(e):
    async def main():
        e.log([await each for each in asyncio.as_completed([yielding('slow', 3), yielding('fast', 1)])])
    e.drive(main())


@scenario('run_coroutine_threadsafe: result and cancel propagation')
def f18(e):
    first = asyncio.run_coroutine_threadsafe(e.body('T', YIELD), e.loop)
    e.spin()
    e.log(first.result())
    second = asyncio.run_coroutine_threadsafe(e.body('U', e.future()), e.loop)
    e.spin(2)
    with no_loop(e):
        second.cancel()
    e.spin()


@scenario('wait(): cancelling the waiting task leaves the waited tasks alone')
def f19(e):
    inner = e.task(e.body('K', e.future()))

    async def main():
        await asyncio.wait([inner])
    task = e.task(main())
    e.spin(2)
    task.cancel()
    e.spin(3)
    e.log(state(task), state(inner), 'cbs', len(inner._callbacks))


@scenario('wait_for(coroutine, positive timeout): does the coroutine get its own task?')
def f20(e):
    async def main():
        caller = e.current()

        async def inner():
            e.log('own task', e.current() is not caller)
        await asyncio.wait_for(inner(), 5)
        e.log('done')
    e.drive(main())


@scenario('await latency of the combinators: a future completed in iteration 3 resumes the awaiting task in iteration ...')
def f21(e):
    futures = []

    def latency(name, function):
        future = e.future()
        futures.append(future)

        async def main():
            await function(future)
            e.log(name)
        e.task(main())
    latency('direct', lambda future: future)
    latency('shield', lambda future: asyncio.shield(future))
    latency('gather', lambda future: asyncio.gather(future))
    latency('wait', lambda future: asyncio.wait([future]))
    latency('wait_for', lambda future: asyncio.wait_for(future, 99))
    latency('as_completed', lambda future: next(iter(asyncio.as_completed([future]))))
    e.at_iteration(3, lambda: [future.set_result(0) for future in futures])
    e.spin()


@scenario('sleep of zero and of less: how many iterations?')
def f22(e):
    async def main():
        for delay in (0, -1, 1):
            await asyncio.sleep(delay)
            e.log(delay, e.loop.time())
    e.drive(main())


@scenario('as_completed: when does a coroutine start?')
def f23(e):
    async def main():
        items = asyncio.as_completed([e.body('A')])
        await yield_times(2)
        e.log('asks')
        for each in items:
            e.log(await each)
    e.drive(main())


@scenario('as_completed: from when does its time run, and what do those get that are late?')
def f24(e):
    never = e.future()

    async def main():
        items = asyncio.as_completed([e.task(yielding('a', 1)), never, never], timeout=2)
        await asyncio.sleep(1)
        for each in items:
            try:
                e.log(await each)
            except asyncio.TimeoutError as error:
                e.log(text(error), e.loop.time(), state(never))
    e.drive(main())


@scenario('as_completed: an error, a cancellation, and a waiter that is cancelled')
def f25(e):
    async def failing():
        raise ValueError('v')
    kids = [e.task(failing()), e.task(e.body('K', e.future())), e.future()]

    async def waiter(each):
        try:
            e.log('got', await each)
        except (ValueError, asyncio.CancelledError) as error:
            e.log('raised', text(error))

    async def main():
        waiters = [e.task(waiter(each)) for each in asyncio.as_completed(kids)]
        await yield_times(4)
        kids[1].cancel()
        await yield_times(4)
        waiters[2].cancel()
        await yield_times(2)
        e.log(*map(state, waiters))
    e.drive(main())


@scenario('run_coroutine_threadsafe: an error, a cancellation of the task, and a task that is cancelled as its future is')
def f26(e):
    async def failing():
        raise ValueError('v')

    async def stubborn():
        try:
            await e.future()
        except asyncio.CancelledError:
            e.log('stubborn')
            return 'late'
    tasks = []

    async def kept():
        tasks.append(e.current())
        await e.future()
    first = asyncio.run_coroutine_threadsafe(failing(), e.loop)
    second = asyncio.run_coroutine_threadsafe(kept(), e.loop)
    third = asyncio.run_coroutine_threadsafe(stubborn(), e.loop)
    e.spin()
    e.log(text(first.exception()))
    tasks[0].cancel()
    with no_loop(e):
        third.cancel()
    e.spin()
    e.log(second.cancelled(), third.cancelled())


class MyBase(BaseException):
    pass


@scenario('run_coroutine_threadsafe: no task can be made')
def f27(e):
    for error in (ValueError('v'), MyBase('m'), KeyboardInterrupt('k')):
        def refuse(loop, coroutine, **options):
            coroutine.close()
            raise error
        e.loop.set_task_factory(refuse)
        future = asyncio.run_coroutine_threadsafe(yielding('never', 0), e.loop)
        try:
            e.spin()
        except BaseException as escaped:
            e.log('escaped', text(escaped))
        e.log(text(future.exception()) if future.done() else 'pending')


@scenario('timeout(): expiry converts its own cancellation, count restored', (3, 11))
def g01(e):
    async def main():
        try:
            async with asyncio.timeout(1) as timeout:
                await e.future()
        except TimeoutError as error:
            e.log('timeout', text(error), 'expired', timeout.expired(), 'cancelling', e.current().cancelling())
    e.log(state(e.drive(main())))


@scenario('timeout(): external cancel in the same iteration as expiry -> CancelledError wins', (3, 11))
def g02(e):
    async def main():
        try:
            async with asyncio.timeout(1):
                await e.future()
        except BaseException as error:
            e.log('raised', text(error), 'cancelling', e.current().cancelling())
            raise
    task = e.task(main())
    e.loop.call_later(1, task.cancel)
    e.spin()
    e.log(state(task))


@scenario('timeout(0) / past deadline: fires at the first suspension, not synchronously', (3, 11))
def g04(e):
    async def main():
        try:
            async with asyncio.timeout(0):
                e.log('inside')
                await asyncio.sleep(0)
                e.log('after sleep0')
                await e.future()
        except TimeoutError:
            e.log('timeout')
    e.log(state(e.drive(main())))


async def sibling(e):
    try:
        await e.future()
    except asyncio.CancelledError:
        e.log('sib cancelled')
        raise


async def failing_with(message):
    raise ValueError(message)


@scenario('TaskGroup: child failure cancels siblings and the parent body; group error', (3, 11))
def g05(e):
    async def bad():
        e.log('bad')
        raise ValueError('c')

    async def main():
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(sibling(e))
                group.create_task(bad())
                await e.future()
        except Exception as error:
            e.log('group', type(error).__name__, [text(each) for each in error.exceptions],
                  'cancelling', e.current().cancelling())
    e.log(state(e.drive(main())))


@scenario('TaskGroup: parent cancelled from outside while waiting in __aexit__', (3, 11))
def g06(e):
    async def main():
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(sibling(e))
        except BaseException as error:
            e.log('raised', type(error).__name__, 'cancelling', e.current().cancelling())
            raise
    task = e.task(main())
    e.spin(3)
    task.cancel()
    e.spin()
    e.log(state(task))


def eager(e, coroutine):
    return asyncio.Task(coroutine, loop=e.loop, eager_start=True)


@scenario('eager task: runs synchronously at creation, current_task swapped and restored', (3, 12))
def g08(e):
    async def main():
        parent = e.current()

        async def kid():
            current = e.current()
            e.log('kid cur is parent', current is parent, 'in all', current in asyncio.all_tasks())
            return 1
        task = eager(e, kid())
        e.log('created', state(task), 'cur is parent', e.current() is parent, 'coro', task.get_coro(),
              'in all', task in asyncio.all_tasks())
        task.add_done_callback(lambda done: e.log('cb'))
        e.log('await', await task)
    e.drive(main())


@scenario('eager task that suspends: first part at creation, then a normal waiter', (3, 12))
def g09(e):
    async def main():
        async def kid():
            e.log('k1')
            await asyncio.sleep(0)
            e.log('k2')
            return 1
        task = eager(e, kid())
        e.log('created', state(task))
        await asyncio.sleep(0)
        e.log('p2')
        await task
    e.drive(main())


@scenario('eager task raising: exception stored, not raised at creation; KeyboardInterrupt is raised at creation', (3, 12))
def g11(e):
    async def interrupted():
        raise KeyboardInterrupt('k')

    async def main():
        parent = e.current()
        task = eager(e, failing_with('v'))
        e.log(state(task))
        task.exception()
        try:
            eager(e, interrupted())
        except BaseException as error:
            e.log('raised at creation', text(error), 'cur ok', e.current() is parent)
    e.drive(main())


@scenario('eager task factory: gather of coroutines that finish synchronously is done at once', (3, 12))
def g13(e):
    e.loop.set_task_factory(asyncio.eager_task_factory)

    async def main():
        both = asyncio.gather(yielding(1, 0), yielding(2, 0))
        e.log('gather done', both.done())
        e.log(await both)
    e.log(state(e.drive(main())))


@scenario('shared explicit context passed to two tasks', (3, 11))
def g14(e):
    import contextvars
    variable = contextvars.ContextVar('v', default=0)
    shared = contextvars.copy_context()

    async def kid():
        variable.set(variable.get() + 1)
        e.log(variable.get())
    e.tasks += [e.loop.create_task(kid(), context=shared) for _ in range(2)]
    e.spin()
    e.log('ctx', shared[variable], 'outer', variable.get())


@scenario('TaskGroup.create_task before entering, after finishing, while aborting', (3, 11))
def g16(e):
    async def nothing():
        pass

    def attempt(group, when):
        coroutine = nothing()
        try:
            group.create_task(coroutine)
        except RuntimeError as error:
            e.log(when, text(error))
        coroutine.close()

    async def main():
        group = asyncio.TaskGroup()
        attempt(group, 'before')

        async def late():
            try:
                await e.future()
            finally:
                attempt(group, 'aborting')
        try:
            async with group:
                group.create_task(late())
                group.create_task(failing_with('c'))
        except Exception as error:
            e.log(type(error).__name__)
        attempt(group, 'after')
    e.log(state(e.drive(main())))


@scenario('timeout(): body swallows the CancelledError; timeout().reschedule', (3, 11))
def g17(e):
    async def main():
        async with asyncio.timeout(1) as first:
            try:
                await e.future()
            except asyncio.CancelledError:
                e.log('swallowed')
        e.log('after', first.expired(), 'cancelling', e.current().cancelling())
        async with asyncio.timeout(1) as second:
            second.reschedule(e.loop.time() + 5)
            await asyncio.sleep(3)
            e.log('slept', second.expired())
        try:
            second.reschedule(None)
        except RuntimeError as error:
            e.log(text(error))
    e.log(state(e.drive(main())))


def runner(e):
    """A runner, which wants to run in no loop; its loop is another one than that of the scenario."""
    asyncio.events._set_running_loop(None)
    loop = VirtualLoop()
    loop.set_exception_handler(lambda loop, context: e.report(context))
    return asyncio.Runner(loop_factory=lambda: loop)


@scenario('Runner.close cancels and drains leftover tasks', (3, 11))
def g19(e):
    background = []

    async def waiting():
        try:
            await asyncio.get_running_loop().create_future()
        except asyncio.CancelledError:
            e.log('bg cancelled')
            raise

    async def main():
        background.append(asyncio.create_task(waiting()))
        await asyncio.sleep(0)
        return 'r'
    with runner(e) as own:
        e.log(own.run(main()))
    e.log('bg cancelled()', background[0].cancelled())


@scenario('Runner: two runs on one loop, a run that fails, and one after the close', (3, 11))
def g20(e):
    loops = []

    async def main(result):
        loops.append(asyncio.get_running_loop())
        if result is None:
            raise ValueError('main')
        return result
    own = runner(e)
    for result in ('one', None, 'two'):
        try:
            e.log(own.run(main(result)))
        except ValueError as error:
            e.log(text(error))
    e.log(all(loop is loops[0] for loop in loops))
    own.close()
    coroutine = main('late')
    try:
        own.run(coroutine)
    except RuntimeError as error:
        e.log(text(error))
    coroutine.close()


def never(e, name):
    """Waits for what never comes; says so if it is cancelled."""
    async def waiting():
        try:
            await e.future()
        except asyncio.CancelledError:
            e.log(name, 'cancelled')
            raise
    return waiting()


def group_text(error):
    """Of a group, those of its members."""
    if VERSION >= (3, 11) and isinstance(error, BaseExceptionGroup):
        return 'group of ' + ' '.join(map(group_text, error.exceptions))
    return text(error).replace('()', '')


@scenario('wrap_future: the other one ends on the loop\'s thread, in a run and outside of one')
def f28(e):
    async def body():
        first = concurrent.futures.Future()
        wrapped = asyncio.wrap_future(first, loop=e.loop)
        first.set_result('r')
        e.log(state(wrapped))
        failed = concurrent.futures.Future()
        failed.set_exception(ValueError('v'))
        wrapped_failure = asyncio.wrap_future(failed, loop=e.loop)
        e.log(state(wrapped_failure))
        cancelled = concurrent.futures.Future()
        wrapped = asyncio.wrap_future(cancelled, loop=e.loop)
        cancelled.cancel()
        e.log(state(wrapped))
        await asyncio.sleep(0)
        e.log(state(wrapped), state(wrapped_failure))
        wrapped_failure.exception()  # so that nobody hears of it
    e.log(state(e.drive(body())))
    other = concurrent.futures.Future()
    wrapped = asyncio.wrap_future(other, loop=e.loop)
    with no_loop(e):
        other.set_result('s')
    e.log(state(wrapped))
    e.spin()
    e.log(state(wrapped))


@scenario('run_coroutine_threadsafe: what it answered is cancelled on the loop\'s thread, in a run and outside of one')
def f29(e):
    answers = []

    async def body():
        answers.append(asyncio.run_coroutine_threadsafe(never(e, 'child'), e.loop))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        answers[0].cancel()
        for _ in range(4):
            await asyncio.sleep(0)
            e.log('turn')
    e.log(state(e.drive(body())))
    answers.append(asyncio.run_coroutine_threadsafe(never(e, 'other'), e.loop))
    e.spin()
    with no_loop(e):
        answers[1].cancel()
    e.log('asked')
    e.spin()


async def report(e, body, group=None):
    """Runs a body in a group, and says how that ended and what the next await does."""
    try:
        async with group or asyncio.TaskGroup() as entered:
            await body(entered)
        e.log('over cancelling', e.current().cancelling())
    except BaseException as error:
        e.log('raised', group_text(error), 'cancelling', e.current().cancelling())
        if isinstance(error, asyncio.CancelledError):
            raise
    await asyncio.sleep(0)
    e.log('next')


@scenario('TaskGroup.cancel of the body: children, the next await, the count, a later create_task', (3, 15))
def g21(e):
    async def body(group):
        group.create_task(never(e, 'a'))
        group.create_task(never(e, 'b'))
        await asyncio.sleep(0)
        group.cancel()
        e.log('asked', e.current().cancelling())
        refused = never(e, 'late')
        try:
            group.create_task(refused)
        except RuntimeError as error:
            e.log('refused')
        await never(e, 'body')
    e.log(state(e.drive(report(e, body))))


@scenario('TaskGroup.cancel of a group without children whose body awaits nothing any more', (3, 15))
def g22(e):
    async def body(group):
        group.cancel()
        group.cancel()
    e.log(state(e.drive(report(e, body))))


@scenario('TaskGroup.cancel before it is entered: the body runs to its first await', (3, 15))
def g23(e):
    async def body(group):
        e.log('inside', e.current().cancelling())
        try:
            group.create_task(never(e, 'child'))
        except RuntimeError as error:
            e.log('refused')
        await never(e, 'body')
    group = asyncio.TaskGroup()
    group.cancel()
    e.log(state(e.drive(report(e, body, group))))


@scenario('TaskGroup.cancel from outside while its end waits; one child fails in its cleanup', (3, 15))
def g24(e):
    groups = []

    async def cleanup():
        try:
            await never(e, 'child')
        except asyncio.CancelledError:
            await asyncio.sleep(0)
            raise ValueError('cleanup')

    async def body(group):
        groups.append(group)
        group.create_task(cleanup())
        group.create_task(never(e, 'other'))
    task = e.task(report(e, body))
    e.spin(3)
    groups[0].cancel()
    groups[0].cancel()
    e.log('asked', task.cancelling())
    e.spin()
    e.log(state(task))


@scenario('TaskGroup.cancel after its end', (3, 15))
def g25(e):
    async def main():
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.sleep(0))
        group.cancel()
        e.log(e.current().cancelling())
        await asyncio.sleep(0)
        e.log('next')
    e.log(state(e.drive(main())))


@scenario('TaskGroup.cancel and a cancel of its task, before and after', (3, 15))
def g26(e):
    for first in 'group', 'task':
        groups = []

        async def body(group):
            groups.append(group)
            group.create_task(never(e, 'child'))
            await never(e, 'body')
        task = e.task(report(e, body))
        e.spin(2)
        cancels = [groups[0].cancel, task.cancel]
        for cancel in cancels if first == 'group' else reversed(cancels):
            cancel()
        e.log(first, 'first', task.cancelling())
        e.spin()
        e.log(state(task))


@scenario('TaskGroup.cancel by a child: of a group that aborts already, and as the last thing that a child does', (3, 15))
def g27(e):
    async def failing():
        raise ValueError('child')

    async def late(group):
        try:
            await never(e, 'late')
        finally:
            group.cancel()
            e.log('asked', group._parent_task.cancelling())

    async def aborting(group):
        group.create_task(late(group))
        group.create_task(failing())
    e.log(state(e.drive(report(e, aborting))))

    async def last(group):
        group.cancel()

    async def body(group):
        e.task(report_end(group.create_task(last(group))))

    async def report_end(child):
        await asyncio.wait([child])
        e.log('child', state(child))
    e.log(state(e.drive(report(e, body))))


@scenario('TaskGroup.cancel, then an error of the body', (3, 15))
def g28(e):
    async def body(group):
        group.cancel()
        raise ValueError('body')
    e.log(state(e.drive(report(e, body))))


@scenario('TaskGroup.cancel in the eager start of a child: the group has not got that child yet, and waits for it', (3, 15))
def g29(e):
    async def eager(group):
        group.cancel()
        await asyncio.sleep(0)
        e.log('eager goes on')
        return 'r'

    async def body(group):
        child = group.create_task(eager(group), eager_start=True)
        e.log('created', e.current().cancelling())
        await never(e, 'body')
    e.log(state(e.drive(report(e, body))))


@scenario('A coroutine is closed inside of the body of a group: without children, after one that failed, with one that waits', (3, 11))
def g30(e):
    async def failing():
        raise ValueError('child')

    def close(children):
        async def closed():
            try:
                async with asyncio.TaskGroup() as group:
                    for child in children:
                        group.create_task(child())
                    try:
                        await e.future()
                    except asyncio.CancelledError:
                        await e.future()
            except BaseException as error:
                e.log('leaves', group_text(error))
                raise
        coroutine = closed()
        task = e.task(coroutine)
        e.spin()
        try:
            coroutine.close()
            e.log('closed')
        except BaseException as error:
            e.log('close raises', group_text(error))
        return task
    tasks = [close([]), close([failing]), close([lambda: never(e, 'child')])]
    e.spin()
    for task in tasks:
        task._log_destroy_pending = False


def run(function):
    e = Env()
    asyncio.set_event_loop(e.loop)
    asyncio.events._set_running_loop(e.loop)
    try:
        function(e)
        gc.collect()
    finally:
        asyncio.events._set_running_loop(None)
        asyncio.set_event_loop(None)
    e.loop.set_exception_handler(lambda loop, context: None)
    return list(e.trace)


def record(lines):
    """The lines with the traces of this Python."""
    before = {line['id']: line for line in lines}
    for name in sorted(SCENARIOS):
        about, since, function = SCENARIOS[name]
        traces = traces_of(before[name]) if name in before else {}
        traces.pop(PYTHON, None)
        if VERSION >= since:
            traces[PYTHON] = run(function)
        yield {'id': name, 'about': about, 'traces': merged(traces)}


if __name__ == '__main__':
    update(sys.argv[1], record)
