"""Runs the scenarios of ContextScenarios.java, and writes what happened.

    python3 contexts.py contexts.jsonl        with any CPython from 3.7 on, on the Task that is written in Python

It reads what was recorded, and writes it again with the traces of this Python in place of those that it had. A scenario has no
trace of a Python that is older than it.
"""
import contextvars
import sys
import threading

from recording import PYTHON, VERSION, asyncio, merged, traces_of, update

SCENARIOS = {}


class Scenario:
    """What happens, line by line."""

    def __init__(self):
        self.trace = []
        self.a = contextvars.ContextVar('a')
        self.b = contextvars.ContextVar('b', default='default')

    def log(self, *words):
        self.trace.append(' '.join(map(str, words)))

    def seen(self, who):
        self.log(who, 'sees', self.a.get('none'))

    def refused(self, what, action):
        try:
            self.log(what, action())
        except Exception as error:
            kinds = (LookupError, ValueError, RuntimeError)
            self.log(what, *(kind.__name__ for kind in kinds if isinstance(error, kind)))

    def run(self, main):
        loop = asyncio.new_event_loop()
        try:
            loop.run_until_complete(main(loop))
        finally:
            loop.run_until_complete(loop.shutdown_default_executor() if VERSION >= (3, 9) else asyncio.sleep(0))
            loop.close()


def scenario(number, about, since=(3, 7)):
    def add(run):
        SCENARIOS[number] = (about, since, run)
    return add


@scenario('X01', 'a variable without a loop: default, get, set, reset')
def x01(s):
    s.refused('no value', s.a.get)
    s.log('default', s.b.get(), s.b.get('other'))
    first = s.a.set('1')
    second = s.a.set('2')
    s.log('set', s.a.get(), first.old_value is contextvars.Token.MISSING, second.old_value)
    s.a.reset(second)
    s.log('reset', s.a.get())
    s.a.reset(first)
    s.refused('reset to none', s.a.get)
    third = s.b.set('3')
    s.b.reset(third)
    s.log('default again', s.b.get())


@scenario('X02', 'what a reset refuses, and in which order')
def x02(s):
    token = s.a.set('1')
    s.refused('other variable', lambda: s.b.reset(token))
    s.refused('other context', lambda: contextvars.copy_context().run(s.a.reset, token))
    s.log('still', s.a.get())
    s.a.reset(token)
    s.refused('twice', lambda: s.a.reset(token))
    s.refused('twice, other variable', lambda: s.b.reset(token))
    s.refused('twice, other context', lambda: contextvars.copy_context().run(s.a.reset, token))


@scenario('X03', 'a context: copy, run, queries')
def x03(s):
    s.a.set('1')
    context = contextvars.copy_context()
    s.a.set('2')

    def body():
        s.seen('inside')
        s.a.set('3')
        s.b.set('4')
        return 'returned'
    s.log(context.run(body))
    s.seen('outside')
    s.log(context[s.a], context[s.b], s.b in context, context.get(s.b, 'other'))
    s.log(s.b in contextvars.copy_context(), len(context))
    s.refused('no value', lambda: contextvars.copy_context()[s.b])
    s.log(contextvars.copy_context().get(s.b, 'other'))
    copy = context.copy()
    context.run(s.a.set, '5')
    s.log(copy[s.a], context[s.a])
    contextvars.Context().run(s.seen, 'empty')


@scenario('X04', 'a context that is entered already')
def x04(s):
    context = contextvars.copy_context()
    s.refused('itself', lambda: context.run(context.run, s.seen, 'never'))
    other = contextvars.copy_context()
    s.refused('through another', lambda: context.run(other.run, context.run, s.seen, 'never'))
    context.run(other.run, s.seen, 'nested')

    def fails():
        raise ValueError
    s.refused('error', lambda: context.run(fails))
    context.run(s.seen, 'left')

    def from_thread():
        thread = threading.Thread(target=lambda: s.refused('other thread', lambda: context.run(s.seen, 'never')))
        thread.start()
        thread.join()
    context.run(from_thread)


@scenario('X05', 'a thread has variables of its own')
def x05(s):
    s.a.set('1')

    def body():
        s.seen('thread')
        s.a.set('2')
        s.seen('thread')
    thread = threading.Thread(target=body)
    thread.start()
    thread.join()
    s.seen('outside')


@scenario('X06', 'a task copies at its creation, over its awaits too')
def x06(s):
    async def child(name):
        s.seen(name)
        s.a.set(name)
        await asyncio.sleep(0)
        s.seen(name)
        await asyncio.sleep(0.001)
        s.seen(name)

    async def main(loop):
        s.a.set('1')
        first = loop.create_task(child('first'))
        s.a.set('2')
        second = loop.create_task(child('second'))
        s.a.set('3')
        await first
        await second
        s.seen('main')
    s.a.set('0')
    s.run(main)
    s.seen('outside')


@scenario('X07', 'a callback copies at its registration')
def x07(s):
    def callback(name):
        s.seen(name)
        s.a.set(name)
        s.seen(name)

    async def main(loop):
        s.a.set('1')
        loop.call_soon(callback, 'soon')
        s.a.set('2')
        loop.call_later(0.001, callback, 'later')
        s.a.set('3')
        loop.call_soon(callback, 'again')
        await asyncio.sleep(0.01)
        s.seen('main')
    s.run(main)


@scenario('X08', 'a done callback has the context of who registers it')
def x08(s):
    async def completer(future):
        s.a.set('completer')
        future.set_result(None)

    async def main(loop):
        future = loop.create_future()
        s.a.set('1')
        future.add_done_callback(lambda done: s.seen('callback'))
        context = contextvars.copy_context()
        s.a.set('2')
        future.add_done_callback(lambda done: s.seen('given'), context=context)
        task = loop.create_task(completer(future))
        s.a.set('3')
        task.add_done_callback(lambda done: s.seen('of task'))
        s.a.set('4')
        await task
        future.add_done_callback(lambda done: s.seen('late'))
        s.a.set('5')
        await asyncio.sleep(0)
        s.seen('main')
    s.run(main)


@scenario('X09', 'what awaits in the task, sets in the task')
def x09(s):
    async def inner():
        s.seen('inner')
        s.a.set('2')
        await asyncio.sleep(0)
        s.a.set('3')

    async def main(loop):
        s.a.set('1')
        await inner()
        s.seen('main')
    s.run(main)


@scenario('X10', 'gather makes tasks, each with a copy')
def x10(s):
    async def child(name):
        s.seen(name)
        s.a.set(name)
        await asyncio.sleep(0)
        s.seen(name)

    async def main(loop):
        s.a.set('1')
        await asyncio.gather(child('first'), child('second'))
        s.seen('main')
    s.run(main)


@scenario('X11', 'wait_for: before 3.12 in a task of its own')
def x11(s):
    async def child():
        s.seen('child')
        s.a.set('2')

    async def main(loop):
        s.a.set('1')
        await asyncio.wait_for(child(), 10)
        s.seen('main')
    s.run(main)


@scenario('X12', 'a token of another task')
def x12(s):
    async def child(token):
        s.refused('child', lambda: s.a.reset(token))

    async def main(loop):
        token = s.a.set('1')
        await loop.create_task(child(token))
        await asyncio.sleep(0)
        s.a.reset(token)
        s.seen('main')
    s.run(main)


@scenario('X13', 'to_thread: a copy of where it is awaited', since=(3, 9))
def x13(s):
    def body():
        s.seen('thread')
        s.a.set('thread')
        return 'returned'

    async def main(loop):
        s.a.set('1')
        work = asyncio.to_thread(body)
        s.a.set('2')
        s.log(await work)
        s.seen('main')
    s.run(main)


@scenario('X14', 'run_in_executor')
def x14(s):
    async def main(loop):
        s.a.set('1')
        await loop.run_in_executor(None, s.seen, 'thread')
    s.run(main)


@scenario('X15', 'another thread: call_soon_threadsafe and run_coroutine_threadsafe')
def x15(s):
    async def child():
        s.seen('coroutine')

    async def main(loop):
        s.a.set('loop')

        def body():
            s.a.set('thread')
            loop.call_soon_threadsafe(s.seen, 'callback')
            return asyncio.run_coroutine_threadsafe(child(), loop)
        await asyncio.wrap_future(await loop.run_in_executor(None, body))
        s.seen('main')
    s.run(main)


@scenario('X16', 'two tasks and a callback that share a context', since=(3, 11))
def x16(s):
    async def child(name):
        s.seen(name)
        s.a.set(name)
        await asyncio.sleep(0)
        s.seen(name)

    async def main(loop):
        context = contextvars.copy_context()
        first = loop.create_task(child('first'), context=context)
        second = loop.create_task(child('second'), context=context)
        loop.call_soon(s.seen, 'callback', context=context)
        await first
        await second
        s.log(context[s.a], first.get_context() is context if VERSION >= (3, 12) else True)
        s.seen('main')
    s.run(main)


@scenario('X17', 'a group makes tasks, each with a copy', since=(3, 11))
def x17(s):
    async def child(name):
        s.seen(name)
        s.a.set(name)
        await asyncio.sleep(0)
        s.seen(name)

    async def main(loop):
        async with asyncio.TaskGroup() as group:
            s.a.set('1')
            group.create_task(child('first'))
            s.a.set('2')
            group.create_task(child('second'))
        async with asyncio.timeout(10):
            s.a.set('3')
            await asyncio.sleep(0)
        s.seen('main')
    s.run(main)


@scenario('X18', 'a runner has one context', since=(3, 11))
def x18(s):
    async def first():
        s.seen('first')
        s.a.set('first')

    async def second():
        s.seen('second')
    s.a.set('1')
    with asyncio.Runner() as runner:
        runner.get_loop()
        s.a.set('2')
        runner.run(first())
        runner.run(second())
    s.seen('outside')


@scenario('X19', 'an eager start runs in a copy', since=(3, 12))
def x19(s):
    async def child():
        s.seen('child')
        s.a.set('child')
        await asyncio.sleep(0)
        s.seen('child')

    async def main(loop):
        s.a.set('1')
        task = asyncio.Task(child(), loop=loop, eager_start=True)
        s.seen('main')
        s.a.set('2')
        await task
        s.seen('main')
    s.run(main)


@scenario('X20', 'an eager start in a context that is entered already', since=(3, 12))
def x20(s):
    async def child():
        s.seen('never')

    async def main(loop):
        context = contextvars.copy_context()
        coroutine = child()
        s.refused('eager', lambda: context.run(lambda: asyncio.Task(
            coroutine, loop=loop, eager_start=True, context=context)))
        coroutine.close()
        s.seen('main')
    s.run(main)


@scenario('X21', 'the exception handler runs in the context of what failed', since=(3, 12))
def x21(s):
    def fails():
        raise ValueError

    async def main(loop):
        loop.set_exception_handler(lambda loop, context: s.seen('handler'))
        s.a.set('1')
        loop.call_soon(fails)
        s.a.set('2')
        await asyncio.sleep(0)
    s.run(main)


@scenario('Y01', 'the first variable comes when there are tasks and callbacks already')
def y01(s):
    def late(name):
        s.seen(name)
        s.a.set(name)
        s.seen(name)

    async def child(name):
        await asyncio.sleep(0)
        late(name)
        await asyncio.sleep(0)
        s.seen(name)

    async def grandchild():
        s.seen('grandchild')

    async def main(loop):
        future = loop.create_future()
        future.add_done_callback(lambda done: late('first callback'))
        future.add_done_callback(lambda done: late('second callback'))
        loop.call_later(0.001, late, 'timer')
        first = loop.create_task(child('first'))
        second = loop.create_task(child('second'))
        await asyncio.sleep(0)
        s.a = contextvars.ContextVar('a')
        s.seen('main')
        token = s.a.set('main')
        future.set_result(None)
        await asyncio.sleep(0)
        task = loop.create_task(grandchild())
        s.a.set('changed')
        await first
        await second
        await task
        await asyncio.sleep(0.01)
        s.seen('main')
        s.a.reset(token)
        s.seen('main')
    s.run(main)
    s.seen('outside')


@scenario('Y02', 'the first variable comes in the first run of a runner', since=(3, 11))
def y02(s):
    async def first():
        s.a = contextvars.ContextVar('a')
        s.a.set('first')

    async def second():
        s.seen('second')
        s.a.set('second')

    async def third():
        s.seen('third')
    with asyncio.Runner() as runner:
        runner.get_loop()
        runner.run(first())
        s.a.set('outside')
        runner.run(second())
        runner.run(third())
    s.seen('outside')


@scenario('Y03', 'the first variable comes when there is a runner', since=(3, 11))
def y03(s):
    async def first():
        s.seen('first')
        s.a.set('first')

    async def second():
        s.seen('second')
    with asyncio.Runner() as runner:
        runner.get_loop()
        s.a = contextvars.ContextVar('a')
        s.a.set('outside')
        runner.run(first())
        runner.run(second())
    s.seen('outside')


@scenario('Y04', 'a loop with a task runs in a context that came later')
def y04(s):
    async def child(loop):
        s.seen('child')
        s.a.set('child')
        loop.call_soon(s.seen, 'callback')
        await asyncio.sleep(0)
        s.seen('child')
    loop = asyncio.new_event_loop()
    task = loop.create_task(child(loop))
    s.a = contextvars.ContextVar('a')
    context = contextvars.copy_context()
    context.run(s.a.set, 'context')
    context.run(loop.run_until_complete, task)
    context.run(s.seen, 'context')
    loop.close()


def record(before):
    known = {line['id']: line for line in before}
    for number, (about, since, run) in sorted(SCENARIOS.items()):
        traces = traces_of(known.get(number, {'traces': []}))
        if VERSION >= since:
            scenario_ = Scenario()
            contextvars.Context().run(run, scenario_)
            traces[PYTHON] = scenario_.trace
        yield {'id': number, 'about': about, 'traces': merged(traces)}


if __name__ == '__main__':
    update(sys.argv[1], record)
