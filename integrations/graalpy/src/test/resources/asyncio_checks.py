"""Programs that asyncio must run; each function is a test of AsyncioTest. A coroutine function runs in a loop of its own."""

import asyncio
import concurrent.futures
import contextvars
import gc
import logging
import threading
import types

import aiotask_asyncio

variable = contextvars.ContextVar('variable', default=0)


async def raises(kind, awaitable):
    try:
        await awaitable
    except kind as error:
        return error
    raise AssertionError(f'{kind} was not raised')


async def everything_is_ours():
    loop = asyncio.get_running_loop()
    assert type(asyncio.current_task()) is aiotask_asyncio.Task
    assert type(loop) is aiotask_asyncio.Loop
    assert type(loop.create_future()) is aiotask_asyncio.Future


async def gather():
    async def later(i):
        await asyncio.sleep(0.001 * (5 - i))
        return i

    async def fails():
        raise ValueError('x')

    assert await asyncio.gather(*[later(i) for i in range(5)]) == [0, 1, 2, 3, 4]
    one, error = await asyncio.gather(later(1), fails(), return_exceptions=True)
    assert one == 1 and type(error) is ValueError
    await raises(ValueError, asyncio.gather(later(1), fails()))


async def cancelled_gather():
    messages = []

    async def child():
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError as error:
            messages.append(error.args)
            raise

    async def parent():
        await asyncio.gather(child(), child())

    task = asyncio.create_task(parent())
    await asyncio.sleep(0.001)
    task.cancel('bye')
    await raises(asyncio.CancelledError, task)
    assert messages == [('bye',), ('bye',)], messages


async def timeouts():
    async def late():
        async with asyncio.timeout(0.01):
            await asyncio.sleep(60)

    await raises(TimeoutError, late())
    await raises(TimeoutError, asyncio.wait_for(asyncio.Event().wait(), 0.01))
    assert asyncio.current_task().cancelling() == 0
    async with asyncio.timeout(60) as timeout:
        await asyncio.sleep(0)
    assert not timeout.expired()


async def groups():
    ran = []

    async def child(i):
        await asyncio.sleep(0)
        ran.append(i)

    async def fails():
        raise ValueError('x')

    async def endless():
        try:
            await asyncio.sleep(60)
        finally:
            ran.append('ended')

    async def failing_group():
        async with asyncio.TaskGroup() as group:
            group.create_task(endless())
            group.create_task(fails())

    async with asyncio.TaskGroup() as group:
        for i in range(3):
            group.create_task(child(i))
    assert ran == [0, 1, 2]
    error = await raises(ExceptionGroup, failing_group())
    assert [type(e) for e in error.exceptions] == [ValueError] and ran[3:] == ['ended']


async def queues():
    queue = asyncio.Queue(2)
    got = []

    async def produce():
        for i in range(10):
            await queue.put(i)
        await queue.put(None)

    async def consume():
        while (item := await queue.get()) is not None:
            got.append(item)

    await asyncio.gather(produce(), consume())
    assert got == list(range(10))


async def locks():
    order = []
    lock, semaphore, condition, barrier = asyncio.Lock(), asyncio.Semaphore(2), asyncio.Condition(), asyncio.Barrier(3)

    async def worker(i):
        async with semaphore, lock:
            order.append(i)
            await asyncio.sleep(0)
        async with condition:
            await condition.wait()
            order.append(-i)

    workers = [asyncio.create_task(worker(i)) for i in range(1, 5)]
    while len(condition._waiters) < 4:
        await asyncio.sleep(0)
    async with condition:
        condition.notify_all()
    await asyncio.wait(workers)
    assert order[:4] == [1, 2, 3, 4] and sorted(order[4:]) == [-4, -3, -2, -1], order
    assert sorted(await asyncio.gather(*[barrier.wait() for _ in range(3)])) == [0, 1, 2]


async def timers():
    loop = asyncio.get_running_loop()
    order = []
    begin = loop.time()
    loop.call_at(begin + 0.02, order.append, 2)
    loop.call_at(begin + 0.01, order.append, 1)
    never = loop.call_later(0.015, order.append, 'never')
    never.cancel()
    assert never.cancelled()
    for far in (float('inf'), 1e300, 1e10):
        loop.call_at(far, order.append, far).cancel()
    loop.call_soon(order.append, 0)
    loop.call_later(0.03, order.append, 3)
    await asyncio.sleep(0.05)
    assert order == [0, 1, 2, 3] and loop.time() - begin >= 0.05, order


async def threads():
    loop = asyncio.get_running_loop()
    assert await loop.run_in_executor(None, threading.get_ident) != threading.get_ident()
    variable.set(7)
    assert await asyncio.to_thread(variable.get) == 7

    def fails():
        raise KeyError('k')

    await raises(KeyError, asyncio.to_thread(fails))

    def back():
        return asyncio.run_coroutine_threadsafe(asyncio.sleep(0.001, 'back'), loop).result(60)

    assert await asyncio.to_thread(back) == 'back'
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        assert await asyncio.gather(*[loop.run_in_executor(pool, abs, -i) for i in range(4)]) == [0, 1, 2, 3]


async def streams():
    async def serve(reader, writer):
        while line := await reader.readline():
            writer.write(line.upper())
            await writer.drain()
        writer.close()

    async def client(port, i):
        reader, writer = await asyncio.open_connection('127.0.0.1', port)
        lines = []
        for k in range(3):
            writer.write(b'hello %d %d\n' % (i, k))
            await writer.drain()
            lines.append(await reader.readline())
        writer.close()
        await writer.wait_closed()
        return lines

    server = await asyncio.start_server(serve, '127.0.0.1', 0)
    port = server.sockets[0].getsockname()[1]
    answers = await asyncio.gather(*[client(port, i) for i in range(5)])
    assert answers == [[b'HELLO %d %d\n' % (i, k) for k in range(3)] for i in range(5)], answers
    server.close()
    await server.wait_closed()


async def busy_streams():
    """A loop that never sleeps looks at its sockets all the same."""
    async def busy():
        while True:
            await asyncio.sleep(0)

    task = asyncio.create_task(busy())
    await streams()
    task.cancel()
    await raises(asyncio.CancelledError, task)


async def contexts():
    seen = []
    loop = asyncio.get_running_loop()

    async def sets(value):
        variable.set(value)
        await asyncio.sleep(0)
        seen.append(variable.get())
        loop.call_soon(lambda: seen.append(('callback', variable.get())))

    async def reads():
        return variable.get()

    variable.set(100)
    await asyncio.gather(sets(1), sets(2))
    await asyncio.sleep(0)
    assert seen == [1, 2, ('callback', 1), ('callback', 2)] and variable.get() == 100, seen
    context = contextvars.copy_context()
    context.run(variable.set, 55)
    task = asyncio.create_task(reads(), context=context)
    assert await task == 55 and task.get_context() is context
    future = loop.create_future()
    future.add_done_callback(lambda _: seen.append(variable.get()), context=context)
    future.set_result(None)
    await asyncio.sleep(0)
    assert seen[-1] == 55


def context_that_cannot_be_entered():
    """The task is stranded, and nothing of its coroutine has run; the loop goes on."""
    context = contextvars.copy_context()
    loop = asyncio.new_event_loop()
    ran = []

    async def child():
        ran.append(True)

    async def main():
        task = asyncio.create_task(child(), context=context)
        task._log_destroy_pending = False
        for _ in range(3):
            await asyncio.sleep(0)
        assert not task.done() and not ran
        await task.get_coro()
        assert ran

    logging.disable()  # neither can the context be entered for the report
    try:
        context.run(loop.run_until_complete, main())
    finally:
        logging.disable(logging.NOTSET)
    loop.close()


async def cancels():
    log = []

    async def catches():
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            log.append('caught')
            await asyncio.sleep(0)
            return 'late'

    task = asyncio.create_task(catches())
    await asyncio.sleep(0)
    assert task.cancel('m') and task.cancelling() == 1
    assert await task == 'late' and log == ['caught'] and not task.cancelled()
    task = asyncio.create_task(asyncio.sleep(60))
    task.cancel('before it starts')
    assert (await raises(asyncio.CancelledError, task)).args == ('before it starts',)
    assert task.cancelled() and not task.cancel()
    inner = asyncio.create_task(asyncio.sleep(0.01, 'shielded'))
    outer = asyncio.ensure_future(asyncio.shield(inner))
    await asyncio.sleep(0)
    outer.cancel()
    await raises(asyncio.CancelledError, outer)
    assert await inner == 'shielded'


async def tasks_are_known():
    main = asyncio.current_task()
    seen = []

    async def child():
        seen.append(asyncio.current_task())
        await asyncio.sleep(0)

    children = [asyncio.create_task(child(), name=f'n{i}') for i in range(3)]
    assert asyncio.all_tasks() == {main, *children}
    await asyncio.wait(children)
    assert seen == children and [task.get_name() for task in children] == ['n0', 'n1', 'n2']
    assert asyncio.all_tasks() == {main}
    asyncio.get_running_loop().call_soon(lambda: seen.append(asyncio.current_task()))
    await asyncio.sleep(0)
    assert seen[-1] is None


async def waiting():
    async def turns(count):
        for _ in range(10 * count):
            await asyncio.sleep(0)
        return count

    done, pending = await asyncio.wait(
        [asyncio.create_task(turns(i)) for i in (50, 1)], return_when=asyncio.FIRST_COMPLETED)
    assert {task.result() for task in done} == {1} and len(pending) == 1
    assert [await each for each in asyncio.as_completed([turns(3), turns(1), turns(2)])] == [1, 2, 3]
    await asyncio.wait(pending)


async def futures():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    called = []

    def callback(done):
        called.append(done)

    future.add_done_callback(callback)
    future.add_done_callback(callback)
    assert future.remove_done_callback(callback) == 2
    future.add_done_callback(callback)
    assert 'pending' in repr(future) and 'callback' in repr(future) and future.get_loop() is loop
    try:
        future.result()
        raise AssertionError
    except asyncio.InvalidStateError:
        pass
    error = ValueError('e')
    future.set_exception(error)
    try:
        future.set_result(1)
        raise AssertionError
    except asyncio.InvalidStateError:
        pass
    await asyncio.sleep(0)
    assert called == [future] and future.exception() is error
    assert await raises(ValueError, future) is error
    for result in ([1], 'text', 2 ** 70, None, int, types.SimpleNamespace()):
        future = loop.create_future()
        loop.call_soon(future.set_result, result)
        assert await future is future.result() and future.result() == result
    future = loop.create_future()
    future.set_exception(StopIteration)
    assert type(await raises(RuntimeError, future)) is RuntimeError
    future = loop.create_future()
    future.cancel('message')
    assert (await raises(asyncio.CancelledError, future)).args == ('message',)


async def bad_yields():
    @types.coroutine
    def bare(value):
        yield value

    async def yields(value):
        await bare(value)

    async def itself():
        await asyncio.current_task()

    for value in (1, asyncio.get_running_loop().create_future(), (i for i in ()), asyncio.new_event_loop()):
        assert 'yield' in str(await raises(RuntimeError, asyncio.create_task(yields(value))))
        if isinstance(value, asyncio.AbstractEventLoop):
            value.close()
    assert 'await on itself' in str(await raises(RuntimeError, asyncio.create_task(itself())))


async def another_loops_future():
    other = asyncio.new_event_loop()
    future = other.create_future()

    async def waits():
        await future

    assert 'different loop' in str(await raises(RuntimeError, asyncio.create_task(waits())))
    other.close()


async def eager_starts():
    ran = []

    async def suspends():
        ran.append(asyncio.current_task().get_name())
        await asyncio.sleep(0)
        return 1

    async def returns():
        variable.set(9)
        return 2

    async def fails():
        raise ValueError('x')

    loop = asyncio.get_running_loop()
    main = asyncio.current_task()
    task = asyncio.eager_task_factory(loop, suspends(), name='e')
    assert ran == ['e'] and not task.done() and task in asyncio.all_tasks() and await task == 1
    task = asyncio.eager_task_factory(loop, returns())
    assert task.done() and task.result() == 2 and asyncio.current_task() is main and variable.get() == 0
    await raises(ValueError, asyncio.eager_task_factory(loop, fails()))


async def generators():
    ended = []

    async def numbers():
        try:
            for i in range(3):
                yield i
                await asyncio.sleep(0)
        finally:
            await asyncio.sleep(0)
            ended.append(True)

    assert [i async for i in numbers()] == [0, 1, 2] and ended == [True]


async def tasks_of_another_make():
    loop = asyncio.get_running_loop()
    seen = []

    async def child():
        seen.append(asyncio.current_task())
        await asyncio.sleep(0.001)
        return await asyncio.create_task(asyncio.sleep(0, 'ours'))

    task = asyncio.tasks._PyTask(child(), loop=loop)
    assert task in asyncio.all_tasks()
    assert await task == 'ours' and seen == [task]
    task = asyncio.tasks._PyTask(asyncio.sleep(60), loop=loop)

    async def waits():
        await task

    ours = asyncio.create_task(waits())
    await asyncio.sleep(0.001)
    ours.cancel('c')
    await raises(asyncio.CancelledError, ours)
    assert task.cancelled()


async def subclasses():
    class Counting(asyncio.Future):
        cancels = 0

        def cancel(self, msg=None):
            self.cancels += 1
            return super().cancel(msg=msg)

    class Named(asyncio.Task):
        pass

    future = Counting(loop=asyncio.get_running_loop())

    async def waits():
        return await future

    task = asyncio.create_task(waits())
    await asyncio.sleep(0)
    assert task._fut_waiter is future
    task.cancel()
    await raises(asyncio.CancelledError, task)
    assert future.cancels == 1
    assert await Named(asyncio.sleep(0, 'named')) == 'named'

    async def itself():
        await asyncio.current_task()

    assert 'await on itself' in str(await raises(RuntimeError, Named(itself())))


def loops_of_another_make():
    loop = asyncio.unix_events._UnixSelectorEventLoop()

    async def child(i):
        await asyncio.sleep(0)
        variable.set(i)
        return variable.get()

    async def main():
        future = loop.create_future()
        loop.call_later(0.001, future.set_result, 'done')
        assert type(asyncio.current_task()) is aiotask_asyncio.Task
        assert await asyncio.gather(child(1), child(2)) == [1, 2]
        endless = asyncio.create_task(asyncio.sleep(60))
        await asyncio.sleep(0)
        endless.cancel()
        await raises(asyncio.CancelledError, endless)
        return await future

    assert type(loop) is not aiotask_asyncio.Loop
    assert loop.run_until_complete(main()) == 'done'

    ended = child(3)
    ended.close()
    task = loop.create_task(ended)
    try:
        loop.run_until_complete(task)
        raise AssertionError
    except RuntimeError as error:
        assert 'already awaited' in str(error), error
    loop.close()

    started = []

    class Closed(asyncio.unix_events._UnixSelectorEventLoop):
        def call_soon(self, callback, *args, context=None):
            started.append(callback)
            raise RuntimeError('refused')

    refusing, coroutine = Closed(), child(4)
    try:
        aiotask_asyncio.Task(coroutine, loop=refusing)
        raise AssertionError
    except RuntimeError as error:
        assert str(error) == 'refused'
    assert not started[0]._task.done() and 'pending' in repr(started[0]._task)
    coroutine.close()
    super(Closed, refusing).close()


async def reports():
    loop = asyncio.get_running_loop()
    told = []
    loop.set_exception_handler(lambda _, context: told.append(context))

    def fails(*_):
        raise ZeroDivisionError

    loop.call_soon(fails)
    future = loop.create_future()
    future.add_done_callback(fails)
    future.set_result(None)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert [type(context['exception']) for context in told] == [ZeroDivisionError] * 2, told

    async def never_asked():
        raise OSError('never')

    async def never_done():
        await loop.create_future()

    tasks = [asyncio.create_task(never_asked()), asyncio.create_task(never_done())]
    await asyncio.sleep(0.001)
    del tasks
    while len(told) < 4:  # as long as the collector takes
        gc.collect()
        await asyncio.sleep(0.01)
    loop.set_exception_handler(None)
    messages = ' '.join(context['message'] for context in told[2:])
    assert 'never retrieved' in messages and 'pending' in messages, messages


def errors_that_leave_the_run():
    async def interrupted():
        raise KeyboardInterrupt

    def exits():
        raise SystemExit(3)

    try:
        asyncio.run(interrupted())
        raise AssertionError
    except KeyboardInterrupt:
        pass
    loop = asyncio.new_event_loop()
    loop.call_soon(exits)
    try:
        loop.run_forever()
        raise AssertionError
    except SystemExit as error:
        assert error.code == 3
    assert loop.run_until_complete(asyncio.sleep(0.001, 5)) == 5
    loop.close()
    try:
        loop.call_soon(print)
        raise AssertionError
    except RuntimeError:
        pass


def stops():
    loop = asyncio.new_event_loop()
    loop.call_later(0.01, loop.stop)
    loop.run_forever()
    loop.call_soon(loop.stop)
    loop.run_forever()
    loop.call_later(0.01, loop.stop)
    try:
        loop.run_until_complete(loop.create_future())
        raise AssertionError
    except RuntimeError as error:
        assert 'stopped before' in str(error)
    loop.close()


def one_runner_twice():
    with asyncio.Runner() as runner:
        assert runner.run(asyncio.sleep(0, 1)) == 1 and runner.run(asyncio.sleep(0, 2)) == 2


def debug_mode():
    async def main():
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        assert future._source_traceback

        def from_elsewhere():
            try:
                loop.call_soon(print)
            except RuntimeError as error:
                return str(error)

        assert 'thread' in (await asyncio.to_thread(from_elsewhere)).lower()
        return await asyncio.gather(asyncio.sleep(0, 1), asyncio.sleep(0.001, 2))

    assert asyncio.run(main(), debug=True) == [1, 2]


def deep_traceback():
    async def inner():
        await asyncio.sleep(0)
        raise ValueError('deep')

    async def outer():
        await asyncio.create_task(inner())

    try:
        asyncio.run(outer())
        raise AssertionError
    except ValueError as error:
        names = []
        at = error.__traceback__
        while at is not None:
            names.append(at.tb_frame.f_code.co_name)
            at = at.tb_next
        assert 'outer' in names and names[-1] == 'inner', names


def run(check):
    if asyncio.iscoroutinefunction(check):
        asyncio.run(asyncio.wait_for(check(), 600))
    else:
        check()


def checks():
    helpers = (raises, run, checks)
    return [value for value in list(globals().values())
            if isinstance(value, types.FunctionType) and value.__module__ == __name__ and value not in helpers]
