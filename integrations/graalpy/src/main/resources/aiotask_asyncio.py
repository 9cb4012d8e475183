"""asyncio's tasks, futures and event loop, by the library aiotask.

    import aiotask_asyncio
    aiotask_asyncio.install()

What they do is the library's to decide; what is written here is how Python asks it. The coroutines are resumed here too, in
`_drive`, where a compiler sees both the loop and the coroutine.
"""

import asyncio
import concurrent.futures
import contextvars
import functools
import inspect
import polyglot
import sys
import types
from asyncio import coroutines, events, exceptions, format_helpers, futures, tasks, unix_events

# ---- what the library asks


def kind_of(error):
    """An ordinal of Guest.ExceptionKind."""
    if isinstance(error, exceptions.CancelledError):
        return 0
    if isinstance(error, StopIteration):
        return 1
    if isinstance(error, Exception):
        return 2
    return 4 if isinstance(error, (KeyboardInterrupt, SystemExit)) else 3


def new_cancelled(message):
    return exceptions.CancelledError() if message is None else exceptions.CancelledError(message)


def new_error(kind, subject, value):
    if kind == 'NOT_READY':
        return exceptions.InvalidStateError(f'{value.capitalize()} is not set.')
    if kind == 'ALREADY_DONE':
        return exceptions.InvalidStateError('invalid state' if subject is None else f'{subject._state}: {subject!r}')
    if kind == 'STEP_OF_DONE':
        return exceptions.InvalidStateError(f'_step(): already done: {subject!r}, {value!r}')
    return RuntimeError({
        'ENTER': f'Cannot enter into task {subject!r} while another task {value!r} is being executed.',
        'LEAVE': f'Leaving task {subject!r} does not match the current task {value!r}.',
        'OTHER_LOOP': f'Task {subject!r} got Future {value!r} attached to a different loop',
        'SELF_AWAIT': f'Task cannot await on itself: {subject!r}',
        'YIELD_WITHOUT_AWAIT': f'yield was used instead of yield from in task {subject!r} with {value!r}',
        'YIELDED_GENERATOR': f'yield was used instead of yield from for generator in task {subject!r} with {value!r}',
        'BAD_YIELD': f'Task got bad yield: {value!r}',
        'LOOP_CLOSED': 'Event loop is closed',
    }.get(kind, f'{kind}: {subject!r}, {value!r}'))


def as_future(value):
    """None if it is no future; the library's task if a task awaits itself by an object of a subclass."""
    if getattr(value, '_asyncio_future_blocking', None) is None:
        return None
    return value._aio if isinstance(value, Task) and _current(_loop_of(value._loop)) is value else _FutureLike(value)


class _FutureLike:
    """The interface of that name, for a future whose methods are asked: of another make, or of a subclass, which may override any."""

    def __init__(self, future):
        self.future = future

    def loop(self):
        return _loop_of(futures._get_loop(self.future))

    def isDone(self):
        return self.future.done()

    def isBlocking(self):
        return bool(self.future._asyncio_future_blocking)

    def setBlocking(self, blocking):
        self.future._asyncio_future_blocking = blocking

    def addWaiter(self, task):
        task = _java.python(task)
        self.future.add_done_callback(_Wakeup(task, self), context=task._context)

    def cancel(self, message):
        return bool(self.future.cancel(msg=message))

    def result(self):
        return self.future.result()


def is_generator(value):
    return inspect.isgenerator(value)


def same(registered, given):
    return bool(registered[0] == given[0])


def throwing(task, error):
    """A step that raises."""
    return _Step(task._context, _thrower(task, error))


def call_soon(loop, context, function):
    loop.call_soon(function, context=context)


def call_done_soon(loop, call, future):
    function, context = call
    loop.call_soon(function, future, context=context)


def call_step_soon(loop, task, step):
    loop.call_soon(_Wakeup(task, step), context=task._context)


def run_handle(handle):
    if not handle._cancelled:
        handle._run()


def run_callback(call, future):
    """As a Handle does, which is made only for the report."""
    function, context = call
    try:
        context.run(function, future)
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException as error:
        handle = events.Handle(function, (future,), future._loop, context)
        source = format_helpers._format_callback_source(function, (future,))
        future._loop.call_exception_handler({'message': f'Exception in callback {source}', 'exception': error, 'handle': handle})


_MESSAGES = {
    'NEVER_RETRIEVED': 'Task or Future exception was never retrieved', 'DESTROYED_PENDING': 'Task was destroyed but it is pending!'}


def report(loop, kind, text, error, source, nanos):
    if kind == 'SLOW_CALLBACK' and nanos < loop.slow_callback_duration * 1e9:
        return
    context = {'message': text if kind not in _MESSAGES else f'{_MESSAGES[kind]}: {source}'}
    if error is not None:
        context['exception'] = error
    if isinstance(source, Future):
        context['task' if isinstance(source, Task) else 'future'] = source
    loop.call_exception_handler(context)


if '_calls' not in globals():
    import java

    _calls = java.type('io.github.aiotask.graalpy.PythonCalls').of
_java = _calls(sys.modules[__name__])
_runtime = _java.runtime()
_registry = _runtime.registry()
_future, _task, _done, _cancelled, _suspend, _result, _exception, _set_result, _add_done_callback, _soon = (
    _java.future, _java.task, _java.isDone, _java.isCancelled, _java.suspend, _java.result, _java.exception, _java.setResult,
    _java.addDoneCallback, _java.soon)
_is_blocking, _set_log_destroy_pending = _java.isBlocking, _java.setLogDestroyPending


def _loop_of(loop):
    """The library's loop for one of Python's."""
    try:
        return vars(loop)['_aio']
    except KeyError:
        loop._aio = aio = _java.otherLoop(loop)
        return aio


# ---- steps


class _Step:
    """A step that does not send in the task's context: it raises, or is in that context already."""

    def __init__(self, context, send):
        self._context = context
        self._send = send


class _Entered:
    """In the place of a context that is entered already."""

    @staticmethod
    def run(function, argument):
        return function(argument)


def _drive(run, task):
    """Resumes the coroutine and reports, as long as there is a next task: of the loop's run; of a single step there is none."""
    passed, awaited, returned = run.passed, run.awaited, run.returned
    while task is not None:
        try:
            value = task._context.run(task._send, None)
        except StopIteration as end:
            value = end.value
            report = returned
        except BaseException as error:
            value = error
            report = run.raised if error.__traceback__ is None or error.__traceback__.tb_next or _enters(task) else run.notResumed
        else:
            if value is None:
                task = passed()
                continue
            kind = type(value)
            if kind is Future or kind is Task:
                value = value._aio
                report = awaited
            else:
                report = run.yielded
        task = report(value)
        value = None


def _enters(task):
    """Whether the task's context could be entered: asked of an error without a frame of the coroutine's. (Java's have none at all.)"""
    try:
        task._context.run(bool, None)
        return True
    except RuntimeError:
        return False


class _Wakeup:
    """A step or wakeup of a task, on a loop of another make or by a future of another make; called in the task's context."""

    def __init__(self, task, step):
        self._task = task
        self._step = step

    def __repr__(self):
        return '<TaskWakeup>'

    def __call__(self, *_):
        task, step = self._task, self._step
        error = _java.beginWakeup(task._aio, step) if isinstance(step, _FutureLike) else _java.begin(step)
        _drive(_java.step(task._aio), _Step(_Entered, task._send if error is None else _thrower(task, error)))


def _thrower(task, error):
    """What resumes with an error. GraalPy cannot throw Java's into a coroutine: the await raises it as the future's result."""
    return task._send if isinstance(error, polyglot.ForeignException) else lambda _: task._coro.throw(error)


def _start(task):
    if _runtime.steps().start(task._aio):
        _drive(_java.step(task._aio), _Step(_Entered, task._send))


# ---- futures and tasks


def _read(outcome, aio):
    try:
        return outcome(aio)
    except polyglot.ForeignException:
        raise
    except BaseException as error:
        raise error  # here: of what Java throws again, GraalPy leaves out the frames that it comes through


class _NotInitialized(exceptions.InvalidStateError, RuntimeError):
    """What an object says whose `__init__` was not called."""

    class Attribute:
        def __get__(self, future, kind):
            if future is None:
                return self
            raise _NotInitialized(f'{kind.__name__} object is not initialized.')


class Future:
    """asyncio.Future."""

    _aio = _NotInitialized.Attribute()
    _loop = None
    _source_traceback = None
    __class_getitem__ = classmethod(types.GenericAlias)

    def __init__(self, *, loop=None):
        self._loop = loop = events.get_event_loop() if loop is None else loop
        self._aio = _future(loop._aio if type(loop) is Loop else _loop_of(loop), self)
        if loop.get_debug():
            self._source_traceback = format_helpers.extract_stack(sys._getframe(1))

    def done(self):
        try:
            return _done(self._aio)
        except _NotInitialized:
            return False

    def cancelled(self):
        try:
            return _cancelled(self._aio)
        except _NotInitialized:
            return False

    def result(self):
        return _read(_result, self._aio)

    def exception(self):
        return _read(_exception, self._aio)

    def set_result(self, result):
        _set_result(self._aio, result)

    def set_exception(self, exception):
        if self.done():
            raise new_error('ALREADY_DONE', self, exception)
        if isinstance(exception, type):
            exception = exception()
        if not isinstance(exception, BaseException):
            raise TypeError(f'an exception was expected, got {exception!r}')
        if isinstance(exception, StopIteration):  # 3.12.8 does as 3.13, and not as 3.12.1
            cause = exception
            exception = RuntimeError('StopIteration interacts badly with generators and cannot be raised into a Future')
            exception.__cause__ = exception.__context__ = cause
        _java.setException(self._aio, exception)

    def cancel(self, msg=None):
        return _java.cancel(self._aio, msg)

    def add_done_callback(self, fn, *, context=None):
        _add_done_callback(self._aio, (fn, contextvars.copy_context() if context is None else context))

    def remove_done_callback(self, fn):
        return _java.removeDoneCallback(self._aio, (fn, None))

    def __await__(self):
        aio = self._aio
        if _suspend(aio):
            yield self
            if not _done(aio):
                raise RuntimeError("await wasn't used with future")
        return _read(_result, aio)

    __iter__ = __await__

    def _make_cancelled_error(self):
        return _java.makeCancelledError(self._aio)

    _asyncio_future_blocking = property(
        lambda self: _is_blocking(self._aio), lambda self, flag: self._aio.setBlocking(bool(flag)))
    _state = property(lambda self: self._aio.snapshot().state().name())
    _result = property(lambda self: self._aio.snapshot().result())
    _exception = property(lambda self: _java.storedException(self._aio))
    _cancel_message = property(
        lambda self: self._aio.cancelMessage(), lambda self, message: _java.setCancelMessage(self._aio, message))
    _callbacks = property(
        lambda self: [(_Wakeup(call, None), call._context) if isinstance(call, Task) else call for call in _java.callbacks(self._aio)])

    def _silence(self, flag):
        if flag:
            raise ValueError('_log_traceback can only be set to False')
        _runtime.base().setRetrieved(self._aio)

    _log_traceback = property(lambda self: self._aio.snapshot().neverRetrieved(), _silence)


class Task(Future):
    """asyncio.Task."""

    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=False):
        self._loop = loop = events.get_event_loop() if loop is None else loop
        if type(coro) is not types.CoroutineType and not coroutines.iscoroutine(coro):
            raise TypeError(f'a coroutine was expected, got {coro!r}')
        self._coro = coro
        self._context = context = contextvars.copy_context() if context is None else context
        self._send = coro.send
        aio = loop._aio if type(loop) is Loop else _loop_of(loop)
        if name is None and not eager_start:
            self._aio = _task(aio, self)
        else:
            self._aio = _java.specialTask(aio, self, None if name is None else str(name), bool(eager_start))
        if loop.get_debug():
            self._source_traceback = format_helpers.extract_stack(sys._getframe(1))
        if eager_start:
            context.run(_start, self)
            if self.done():
                self._coro = None

    def get_name(self):
        return self._aio.name()

    def set_name(self, value):
        self._aio.setName(str(value))

    def cancelling(self):
        return self._aio.cancelling()

    def uncancel(self):
        return self._aio.uncancel()

    @property
    def _fut_waiter(self):
        waiter = self._aio.waiter()
        return waiter.future if isinstance(waiter, _FutureLike) else _java.python(waiter)

    _must_cancel = property(lambda self: self._aio.mustCancel())
    _num_cancels_requested = property(cancelling)
    _log_destroy_pending = property(lambda self: True, lambda self, flag: _set_log_destroy_pending(self._aio, bool(flag)))


for _name in ('__repr__', 'get_loop'):  # what asks other methods and attributes alone is as it was
    setattr(Future, _name, getattr(futures._PyFuture, _name))
for _name in ('__repr__', 'get_coro', 'get_context', 'set_result', 'set_exception', 'get_stack', 'print_stack'):
    setattr(Task, _name, getattr(tasks._PyTask, _name))


class _GatheringFuture(Future):
    """What gather answers: to cancel it is to cancel its children."""

    def __init__(self, children, *, loop):
        super().__init__(loop=loop)
        self._children = children
        self._cancel_requested = False

    def cancel(self, msg=None):
        if self.done():
            return False
        asked = [child.cancel(msg=msg) for child in self._children]
        self._cancel_requested = self._cancel_requested or any(asked)
        return any(asked)


# ---- the registry: tasks of other makes are there while they run, asyncio keeps the rest of theirs

_strangers = {}
_asyncio_all_tasks = tasks.all_tasks
_asyncio_register = {name: getattr(tasks, name)
                     for name in ('_register_task', '_unregister_task', '_register_eager_task', '_unregister_eager_task')}


def _known(task):
    return task._aio if isinstance(task, Task) else _strangers.setdefault(id(task), _java.stranger(task))


def _current(loop):
    return _java.python(_registry.currentTask(loop))


def current_task(loop=None):
    return _current(_loop_of(events.get_running_loop() if loop is None else loop))


def all_tasks(loop=None):
    loop = events.get_running_loop() if loop is None else loop
    return _asyncio_all_tasks(loop).union(_java.python(task) for task in _registry.allTasks(_loop_of(loop)))


def _enter_task(loop, task):
    _registry.enter(_loop_of(loop), _known(task))


def _leave_task(loop, task):
    _registry.leave(_loop_of(loop), _known(task))
    _strangers.pop(id(task), None)


def _swap_current_task(loop, task):
    former = _java.python(_registry.swap(_loop_of(loop), None if task is None else _known(task)))
    _strangers.pop(id(former), None)
    return former


def _registering(name, on):
    own = _registry.register if on else _registry.unregister
    return lambda task: own(_loop_of(task._loop), task._aio) if isinstance(task, Task) else _asyncio_register[name](task)


# ---- the loop: asyncio's own for sockets and pipes; the library's queue, timers and run


_NEVER = 0x7fffffffffffffff  # nanoseconds, the most that Java's long has


class _Timer(events.TimerHandle):
    __slots__ = ('_aio',)


class _Ready:
    """The library's ready queue under the name of asyncio's."""

    def __init__(self, aio):
        self._aio = aio

    def append(self, handle):
        _soon(self._aio, handle)

    def clear(self):
        """Nothing: the loop's close has dropped all."""


class Loop(asyncio.SelectorEventLoop):
    """asyncio's selector event loop with the library's queue, timers and run."""

    def _make_self_pipe(self):
        super()._make_self_pipe()
        self._aio = _java.loop(self)  # nothing has been called yet
        self._ready = _Ready(self._aio)
        self.set_debug(self._debug)

    def _poll(self, nanos):
        if nanos == 0 and len(self._selector.get_map()) == 1 and not self._signal_handlers:
            return  # there is the loop's own pipe alone, which has nothing to say to a loop that is awake
        ready = self._selector.select(None if nanos == _NEVER else nanos * 1e-9)
        if ready:
            self._process_events(ready)

    def _run_once(self):
        """All iterations until stop()."""
        run = _java.run(self._aio)
        try:
            _drive(run, run.next())
        finally:
            run.close()

    def stop(self):
        super().stop()
        self._aio.stop()

    def close(self):
        closed = self._closed
        super().close()
        if not closed:
            self._aio.close()

    def set_debug(self, enabled):
        super().set_debug(enabled)
        if hasattr(self, '_aio'):
            self._aio.setDebug(bool(enabled))

    def call_soon_threadsafe(self, callback, *args, context=None):
        self._check_closed()
        if self._debug:
            self._check_callback(callback, 'call_soon_threadsafe')
        handle = events.Handle(callback, args, self, context)
        _java.soonThreadsafe(self._aio, handle)
        return handle

    def call_at(self, when, callback, *args, context=None):
        if when is None:
            raise TypeError('when cannot be None')
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, 'call_at')
        timer = _Timer(when, callback, args, self, context)
        timer._aio = _java.at(self._aio, int(min(when * 1e9, _NEVER)), timer)
        timer._scheduled = True
        return timer

    def _timer_handle_cancelled(self, handle):
        handle._aio.cancel()

    def create_future(self):
        return Future(loop=self)


# ---- Java's futures


def from_java(stage):
    """A future of the running loop for a CompletionStage; to cancel it is to cancel the stage."""
    outcome = concurrent.futures.Future()
    outcome.add_done_callback(lambda _: outcome.cancelled() and stage.toCompletableFuture().cancel(False))
    _java.whenComplete(stage, functools.partial(_settle, outcome))
    return futures.wrap_future(outcome)


def _settle(outcome, result, error, cancelled):
    if cancelled:
        outcome.cancel()
    elif outcome.set_running_or_notify_cancel():
        if error is None:
            outcome.set_result(result)
        else:
            outcome.set_exception(error)


def to_java(coro, loop):
    """A CompletableFuture for a coroutine, which runs in a task of the loop; to cancel one is to cancel the other."""
    outcome = tasks.run_coroutine_threadsafe(coro, loop)
    future = _java.completable(outcome.cancel)
    outcome.add_done_callback(functools.partial(_settle_java, future))
    return future


def _settle_java(future, outcome):
    if outcome.cancelled():
        future.cancel(False)
    elif outcome.exception() is not None:
        _java.fail(future, outcome.exception())
    else:
        _java.complete(future, outcome.result())


class _CompletionStage:
    """What Java's CompletionStages have in Python beside their own: `await stage` in a coroutine."""

    def __await__(self):
        return from_java(self).__await__()


polyglot.register_interop_type(_java.stageClass(), _CompletionStage)


# ---- in asyncio's place


def install():
    """Has asyncio use the library, for loops, tasks and futures that are created from now on."""
    names = {
        'Task': Task, '_CTask': Task, '_GatheringFuture': _GatheringFuture, 'current_task': current_task, 'all_tasks': all_tasks,
        '_enter_task': _enter_task, '_leave_task': _leave_task, '_swap_current_task': _swap_current_task,
        'eager_task_factory': tasks.create_eager_task_factory(Task)}
    for name in _asyncio_register:
        names[name] = _registering(name, '_unregister' not in name)
    for name, value in names.items():
        setattr(tasks, name, value)
        if hasattr(tasks, '_c_' + name.lstrip('_')):
            setattr(tasks, '_c_' + name.lstrip('_'), value)
        if hasattr(asyncio, name):
            setattr(asyncio, name, value)
    asyncio.Future = futures.Future = futures._CFuture = Future
    asyncio.SelectorEventLoop = unix_events._UnixDefaultEventLoopPolicy._loop_factory = Loop
