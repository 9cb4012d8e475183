"""Stands in for the accelerator _asyncio: its Future and Task live in a JVM, which is spoken to over a socket.

What a Python object is called there is a number. The JVM decides; what it decides about stays here: a future has its callbacks,
outcome and coroutine in attributes, so that CPython's collector sees who holds whom. Messages are one of

    ANSWER, RAISED          end a call: numbers, or an error and its kind
    all others              a call, down into the JVM or up into Python, in the middle of whatever is called already

and a header (how many numbers, how long a text, which message), the numbers, the text. Each thread has connections of its own.
"""
import _socket
import _thread
import contextvars
import itertools
import os
import struct
import sys
import types
import weakref

(ANSWER, RAISED,
 HELLO, RELEASE, FUTURE, TASK, READ, SET_RESULT, SET_EXCEPTION, CANCEL, CANCEL_TASK, REFUSE, RESULT, EXCEPTION, ADD, REMOVE, CALLBACKS,
 SET_BLOCKING, SET_MESSAGE, SET_RETRIEVED, MAKE_CANCELLED, RUN, BY_HAND, WAKEUP, UNCANCEL, NAME, SET_NAME,
 CURRENT, ENTER, LEAVE, SWAP, REGISTER, UNREGISTER, ALL,
 IS_RUNNING, CALL_SOON, CALL_STEP, CALL_IN_CONTEXT, CALL_HANDLER, RESUME, NEW_CANCELLED, NEW_ERROR, IS_FUTURE, IS_GENERATOR, IS_EQUAL,
 LOOP_OF, IS_DONE, IS_BLOCKING, PUT_BLOCKING, ADD_WAITER, CANCEL_FOREIGN, RESULT_OF) = range(52)
(DONE_FIELD, CANCELLED_FIELD, BLOCKING_FIELD, UNRETRIEVED_FIELD, OUTCOME_FIELD, MESSAGE_FIELD, WAITER_FIELD, MUST_CANCEL_FIELD,
 CANCELLING_FIELD) = range(9)
YIELDED, RETURNED, THROWN, AWAITED = range(4)
STATES = 'PENDING', 'CANCELLED', 'FINISHED'
KIND_CANCELLED, KIND_STOP_ITERATION, KIND_EXCEPTION, KIND_BASE_EXCEPTION, KIND_EXIT = range(5)
HEADER = struct.Struct('<IIi')
CHUNK = 1 << 16
VERSION = sys.version_info[:2]
ADDRESS = os.environ.pop('AIOTASK_SUITE')  # a path, or a port: not for what tests start
BRIDGE_LOST = 70  # the exit code then

# ---- numbers

_new_number = itertools.count(1).__next__
_released = []  # sent with the next call
_futures = weakref.WeakValueDictionary()
_foreign_tasks = weakref.WeakKeyDictionary()
_homes = weakref.WeakValueDictionary()  # of loops, by id
_homes_by_number = weakref.WeakValueDictionary()
_entered = {}  # what runs in a loop and is no Task of ours
_messages = {}  # of cancels: one goes from task to task where nobody here sees it, so it is kept to the end


class Number(int):
    """What the JVM calls an object. It has no part in cycles, so that it goes when the object really does, not before."""
    __slots__ = ()

    def __del__(self):
        _released.append(int(self))


class Error:
    """An exception, with the traceback that it has now."""
    __slots__ = 'exception', 'traceback'

    def __init__(self, exception):
        self.exception = exception
        self.traceback = exception.__traceback__


class Home:
    """A loop, as futures share it."""
    __slots__ = 'loop', 'number', '__weakref__'

    def __init__(self, loop):
        self.loop = loop
        self.number = Number(_new_number())
        _homes[id(loop)] = _homes_by_number[self.number] = self

    @staticmethod
    def of(loop):
        return _homes.get(id(loop)) or Home(loop)


class Frame:
    """A call that is under way: whose it is, what has no other holder yet, and what else it may be about."""
    __slots__ = 'futures', 'flying', 'held'

    def __init__(self, futures, held, flying):
        self.futures = futures
        self.flying = {} if flying is None else flying
        self.held = held

    def put(self, value):
        """The number of something; 0 for None."""
        if value is None:
            return 0
        number = _new_number()
        self.flying[number] = value
        return number

    def put_error(self, error):
        return self.put(Error(error)), kind_of(error)


def find(number):
    """What has this number. What a future holds is found by the future, the innermost call's first: nothing is found weakly that is
    just being collected."""
    if number == 0:
        return None
    for frame in reversed(_local.frames):
        for held in frame.flying, frame.held:
            if number in held:
                return held[number]
    if number in _messages:
        return _messages[number]
    seen = set()
    for frame in reversed(_local.frames):
        queue = [*frame.futures, *futures_in(frame.flying)]
        while queue:  # a cancel goes from task to task
            future = queue.pop(0)
            if future._number == number:
                return future
            if id(future) in seen:
                continue
            seen.add(id(future))
            for held in future._kept, future._calls, future._waiting:
                if number in held:
                    return held[number]
            queue += futures_in(future._kept)
    future = _futures.get(number)
    return lose('nothing has the number %d' % number) if future is None else future


def futures_in(held):
    return [one for one in held.values() if isinstance(one, Future) and one._number is not None]


def find_loop(number):
    for frame in reversed(_local.frames):
        for future in frame.futures:
            if future._home is not None and future._home.number == number:
                return future._home.loop
    return _homes_by_number[number].loop


def error_of(number):
    error = find(number)
    return error.exception.with_traceback(error.traceback)


def kind_of(error):
    from asyncio import exceptions
    if isinstance(error, exceptions.CancelledError):
        return KIND_CANCELLED
    if isinstance(error, StopIteration) if VERSION >= (3, 13) else type(error) is StopIteration:
        return KIND_STOP_ITERATION
    if isinstance(error, Exception):
        return KIND_EXCEPTION
    return KIND_EXIT if isinstance(error, (KeyboardInterrupt, SystemExit)) else KIND_BASE_EXCEPTION


# ---- the bridge

class Connection:
    def __init__(self):
        self.waiting = False  # for the JVM: whoever interrupts that needs another connection
        if ADDRESS.isdigit():
            self.socket = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
            self.socket.setsockopt(_socket.IPPROTO_TCP, _socket.TCP_NODELAY, 1)
            self.socket.connect(('127.0.0.1', int(ADDRESS)))
        else:
            self.socket = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
            self.socket.connect(ADDRESS)
        self.exchange(HELLO, (VERSION[1], os.getpid()))

    def __del__(self):
        self.socket.close()

    def exchange(self, message, numbers, text=b''):
        """Sends a message; answers the next one that comes."""
        data = struct.pack('<IIi%dq' % len(numbers), len(numbers), len(text), message, *numbers) + text
        if _released and message > HELLO:
            released = take_released()
            data = struct.pack('<IIi%dq' % len(released), len(released), 0, RELEASE, *released) + data
        self.waiting = True
        try:
            self.socket.sendall(data)
            data = self.socket.recv(CHUNK)
            while len(data) < HEADER.size or len(data) < self.length(data):
                more = self.socket.recv(CHUNK)
                if not more:
                    lose('the connection has ended')
                data += more
        except OSError as error:
            lose(error)
        except BaseException:  # a signal's handler raised: who knows how far it has come
            self.socket.close()
            _local.connections.remove(self)
            raise
        self.waiting = False
        count, length, message = HEADER.unpack_from(data)
        return message, struct.unpack_from('<%dq' % count, data, HEADER.size), data[HEADER.size + 8 * count:]

    @staticmethod
    def length(data):
        count, length, message = HEADER.unpack_from(data)
        return HEADER.size + 8 * count + length


def take_released():
    """All of them; another thread may take some meanwhile, and what is collected meanwhile adds more."""
    taken = []
    try:
        while True:
            taken.append(_released.pop())
    except IndexError:
        return taken


def lose(why):
    """Nothing can go on without the JVM, or where the two disagree."""
    import traceback
    os.write(2, ('the bridge to the JVM is lost: %s, at %s\n' % (why, traceback.format_stack()[-3:])).encode())
    os._exit(BRIDGE_LOST)


class Local(_thread._local):
    def __init__(self):
        self.frames = []
        self.connections = []


_local = Local()


def _begin_anew():
    """In the child of a fork: the connections are the parent's, and so are the futures behind them."""
    global _local
    _local = Local()
    _released.clear()


os.register_at_fork(after_in_child=_begin_anew)


def call(message, futures, *numbers, values=(), held=(), flying=None, text=b''):
    """Has the JVM do something, about futures if there are any. Answers numbers; of those about a future the first four are its
    state, its outcome, what it waits for and whether that was a step. Values are given as numbers behind the others."""
    local = _local
    connections = local.connections
    frame = Frame(futures, held, flying)
    if values:
        numbers += tuple(map(frame.put, values))
    interrupts = not connections or connections[-1].waiting
    if interrupts:
        connections.append(Connection())
    local.frames.append(frame)
    failed = None
    try:
        connection = connections[-1]
        message, answer, text = connection.exchange(message, numbers, text)
        while message > RAISED:
            message, answer, text = connection.exchange(*serve(frame, message, answer))
        if message == RAISED:
            failed = error_of(answer[0]) if answer[0] else SystemError('in the JVM: ' + text.decode('utf-16-le'))
            answer = answer[2:]
        if futures and len(answer) >= 4:
            keep(frame, *answer[:4])
        return answer, text, failed
    finally:
        local.frames.pop()
        if interrupts and len(connections) > 1:
            connections.pop()
        futures = values = held = flying = frame = failed = None  # a frame that an exception holds must hold nothing


def keep(frame, state, outcome, waiter, stepped):
    """The future of a call holds its outcome and waiter, or what its step has left; nobody else does when the call has ended."""
    future = frame.futures[0]
    if state:
        future._kept = {number: find(number) for number in (outcome, waiter) if number}
    elif stepped:
        awaited = find(waiter)
        future._kept = dict(frame.flying)
        if stepped > 1:  # that one is ours and pending: it holds the task
            awaited._waiting[int(future._number)] = future
            future._waits_for = awaited
    future = frame = None


def leave_waiter(task):
    """Answers it; it holds the task no longer."""
    waiter, task._waits_for = task._waits_for, None
    if waiter is not None:
        waiter._waiting.pop(task._number, None)
    return waiter


def ask(message, futures, *numbers, **more):
    """The same; raises the error, or answers the number behind what is about the future."""
    try:
        answer, text, failed = call(message, futures, *numbers, **more)
        if failed is not None:
            raise failed
        return answer[-1] if answer else None
    finally:
        failed = futures = more = None


def serve(frame, message, numbers):
    """Does what the JVM asks for; the message that answers it."""
    failed = None
    try:
        try:
            answer = UP[message](frame, *numbers)
            return ANSWER, answer if type(answer) is tuple else (int(answer or 0),)
        except BaseException as error:
            failed = error
        return RAISED, frame.put_error(failed)
    finally:
        frame = failed = None


# ---- what the JVM asks

def is_running(frame, loop):
    return find_loop(loop).is_running()


def call_soon(frame, owner, number):
    future = find(owner)
    callback, context = future._calls.pop(number) if number in future._calls else find(number)
    future._loop.call_soon(callback, future, context=context)


def call_step(frame, number, entry):
    task = find(number)
    task._loop.call_soon(Step(task, entry, leave_waiter(task), frame.flying), context=task._context)


def call_in_context(frame, number, entry):
    task = find(number)
    task._context.run(ask, RUN, (task,), number, entry, flying=frame.flying)  # what is thrown there goes on here


def call_handler(frame, loop, error):
    find_loop(loop).call_exception_handler({'message': 'reported by the tasks', 'exception': error_of(error) if error else None})


def resume(frame, number, error):
    """One step of a coroutine: what it did, and with what."""
    task = find(number)
    failed = yielded = None
    try:
        try:
            yielded = task._coro_.throw(error_of(error)) if error else task._coro_.send(None)
        except StopIteration as end:
            return RETURNED, frame.put(end.value), 0
        except BaseException as caught:
            failed = caught.with_traceback(caught.__traceback__.tb_next)  # without this frame
        if failed is not None:
            return (THROWN,) + frame.put_error(failed)
        if (type(yielded) in (Future, Task) or yielded is task) and yielded._number is not None:
            frame.flying[int(yielded._number)] = yielded
            return AWAITED, int(yielded._number), 0
        return YIELDED, frame.put(yielded), 0
    finally:
        task = frame = failed = yielded = None


def new_cancelled(frame, message):
    from asyncio import exceptions
    return frame.put_error(exceptions.CancelledError() if message == 0 else exceptions.CancelledError(find(message)))


def new_error(frame, kind, subject, value):
    if kind == NOT_A_COROUTINE:
        value = frame.futures[0]._coro_
    elif kind not in (NOT_READY, TASK_OUTCOME):
        value = find(value)
    return frame.put_error(ERRORS[kind](find(subject), value))


def _is_future(frame, number):
    return getattr(find(number), '_asyncio_future_blocking', None) is not None


def is_generator(frame, number):
    return isinstance(find(number), types.GeneratorType)


def is_equal(frame, owner, registered, given):
    callback = find(registered)[0]
    return callback is find(given) or bool(callback == find(given))


def loop_of(frame, number):
    home = Home.of(get_loop(find(number)))
    frame.put(home)
    return home.number


def get_loop(future):
    try:
        getter = future.get_loop
    except AttributeError:
        return future._loop
    return getter()


def is_done(frame, number):
    return find(number).done()


def is_blocking(frame, number):
    return find(number)._asyncio_future_blocking


def put_blocking(frame, number, blocking):
    find(number)._asyncio_future_blocking = bool(blocking)


def add_waiter(frame, number, future):
    task = find(number)
    find(future).add_done_callback(Wakeup(task), context=task._context)


def cancel_foreign(frame, number, message):
    return find(number).cancel(msg=find(message))


def result_of(frame, number):
    find(number).result()


UP = {
    IS_RUNNING: is_running, CALL_SOON: call_soon, CALL_STEP: call_step, CALL_IN_CONTEXT: call_in_context, CALL_HANDLER: call_handler,
    RESUME: resume, NEW_CANCELLED: new_cancelled, NEW_ERROR: new_error, IS_FUTURE: _is_future, IS_GENERATOR: is_generator,
    IS_EQUAL: is_equal, LOOP_OF: loop_of, IS_DONE: is_done, IS_BLOCKING: is_blocking, PUT_BLOCKING: put_blocking,
    ADD_WAITER: add_waiter, CANCEL_FOREIGN: cancel_foreign, RESULT_OF: result_of}


# ---- errors, by the kinds of the library. CPython's tests, programs, and this kit (PythonText) know an error by its text, so the texts
# are CPython's.

def invalid_state(text):
    from asyncio import exceptions
    return exceptions.InvalidStateError(text)


def wrapped_stop(cause):
    error = RuntimeError('StopIteration interacts badly with generators and cannot be raised into a Future')
    error.__cause__ = error.__context__ = cause.exception
    return error


NOT_READY, TASK_OUTCOME, NOT_A_COROUTINE = 0, 4, 5
ACCESSORS = 'result', 'exception'
ERRORS = [
    lambda future, accessor: invalid_state(('Result is not ready.', 'Exception is not set.')[accessor]),
    lambda future, error: invalid_state('invalid state'),
    lambda future, cause: wrapped_stop(cause),
    lambda future, error: TypeError('StopIteration interacts badly with generators and cannot be raised into a Future'),
    lambda task, accessor: RuntimeError('Task does not support set_%s operation' % ACCESSORS[accessor]),
    lambda task, coroutine: TypeError('a coroutine was expected, got %r' % (coroutine,)),
    lambda task, error: invalid_state('step(): already done: %r' % (task,)),
    lambda task, running: RuntimeError('Cannot enter into task %r while another task %r is being executed.' % (task, running)),
    lambda task, running: RuntimeError('Leaving task %r does not match the current task %r.' % (task, running)),
    lambda task, future: RuntimeError('Task %r got Future %r attached to a different loop' % (task, future)),
    lambda task, future: RuntimeError('Task cannot await on itself: %r' % (task,)),
    lambda task, future: RuntimeError('yield was used instead of yield from in task %r with %r' % (task, future)),
    lambda task, yielded: RuntimeError('yield was used instead of yield from for generator in task %r with %r' % (task, yielded)),
    lambda task, yielded: RuntimeError('Task got bad yield: %r' % (yielded,)),
    lambda task, closes: RecursionError('tasks that wait for each other are cancelled')]


# ---- futures

def _initialized(future):
    number = future._number
    if number is None:
        raise RuntimeError('Future object is not initialized.')
    return number


class Future:
    """A future of the JVM."""
    _number = None
    _home = None
    _loop_ = None
    _source_traceback_ = None

    def __init__(self, *, loop=None):
        self._initialize(loop, 2)
        ask(FUTURE, (self,), self._number, self._home.number)

    def _initialize(self, loop, depth):
        from asyncio import events, format_helpers
        if loop is None:
            loop = events.get_event_loop()
        self._loop_ = loop
        self._home = Home.of(loop)
        self._calls = {}  # registered: by number, with the context
        self._kept = {}  # what the JVM may still ask for: the outcome, or what the last step has left
        self._waiting = {}  # tasks
        self._waits_for = None
        self._source_traceback_ = format_helpers.extract_stack(sys._getframe(depth)) if loop.get_debug() else None
        self._number = Number(_new_number())
        _futures[self._number] = self

    def __del__(self):
        if self._number is None or sys.is_finalizing() or not self._read(UNRETRIEVED_FIELD):
            return
        self._report('%s exception was never retrieved' % type(self).__name__, exception=self._exception, future=self)

    def _report(self, message, **context):
        if self._source_traceback_:
            context['source_traceback'] = self._source_traceback_
        self._loop_.call_exception_handler(dict(message=message, **context))

    __class_getitem__ = classmethod(types.GenericAlias)

    def __repr__(self):
        from asyncio import base_futures
        return base_futures._future_repr(self)

    def _read(self, field):
        return ask(READ, (self,), _initialized(self), field)

    def _value(self, field):
        """Of a field that is an object, once it is found in what is held."""
        answer, text, failed = call(READ, (self,), _initialized(self), field)
        number = answer[-1]
        if number in self._kept:
            return self._kept[number]
        return None if number == 0 else _messages[number] if number in _messages else _futures[number]

    # what it is like

    def get_loop(self):
        _initialized(self)
        return self._loop_

    def done(self):
        return self._number is not None and bool(self._read(DONE_FIELD))

    def cancelled(self):
        return self._number is not None and bool(self._read(CANCELLED_FIELD))

    @property
    def _loop(self):
        return self._loop_

    @property
    def _source_traceback(self):
        return self._source_traceback_

    @property
    def _state(self):
        answer, text, failed = call(READ, (self,), _initialized(self), DONE_FIELD)
        return STATES[answer[0]]

    @property
    def _result(self):
        value = self._value(OUTCOME_FIELD)
        return None if type(value) is Error else value

    @property
    def _exception(self):
        value = self._value(OUTCOME_FIELD)
        return value.exception if type(value) is Error and not self.cancelled() else None

    @property
    def _callbacks(self):
        numbers = call(CALLBACKS, (self,), _initialized(self))[0][4:]
        waiting = {number: self._waiting.get(number) or _futures[number] for number in numbers if number not in self._calls}
        return [(Wakeup(waiting[number]), waiting[number]._context) if number in waiting else self._calls[number]
                for number in numbers] or None

    @property
    def _asyncio_future_blocking(self):
        return self._number is not None and bool(self._read(BLOCKING_FIELD))

    @_asyncio_future_blocking.setter
    def _asyncio_future_blocking(self, blocking):
        ask(SET_BLOCKING, (self,), _initialized(self), bool(blocking))

    @property
    def _cancel_message(self):
        return self._value(MESSAGE_FIELD)

    @_cancel_message.setter
    def _cancel_message(self, message):
        ask(SET_MESSAGE, (self,), _initialized(self), number_of_message(message))

    @property
    def _log_traceback(self):
        return bool(self._read(UNRETRIEVED_FIELD))

    @_log_traceback.setter
    def _log_traceback(self, log):
        if log:
            raise ValueError('_log_traceback can only be set to False')
        ask(SET_RETRIEVED, (self,), _initialized(self))

    # its outcome

    def _readable(self):
        if self._number is None:
            raise invalid_state('Future object is not initialized.')
        return self._number

    def result(self):
        answer, text, failed = call(RESULT, (self,), self._readable())
        if failed is not None:
            try:
                raise failed
            finally:
                failed = self = None
        return self._kept[answer[-1]] if answer[-1] else None

    def exception(self):
        number = ask(EXCEPTION, (self,), self._readable())
        return self._kept[number].exception if number else None

    def _make_cancelled_error(self):
        answer, text, failed = call(MAKE_CANCELLED, (self,), _initialized(self))
        return failed

    def set_result(self, result):
        ask(SET_RESULT, (self,), _initialized(self), values=(result,))

    def set_exception(self, exception):
        number = _initialized(self)
        if isinstance(exception, type) and issubclass(exception, BaseException):
            exception = exception()
        if isinstance(exception, BaseException):
            ask(SET_EXCEPTION, (self,), number, kind_of(exception), values=(Error(exception),))
        elif self.done():
            raise invalid_state('invalid state')
        else:
            raise TypeError('invalid exception object')

    def cancel(self, msg=None):
        return bool(ask(CANCEL, (self,), _initialized(self), number_of_message(msg)))

    def add_done_callback(self, fn, *, context=None):
        number = _initialized(self)
        called = _new_number()
        self._calls[called] = fn, contextvars.copy_context() if context is None else context
        try:
            ask(ADD, (self,), number, called)
        except BaseException:
            self._calls.pop(called, None)
            raise

    def remove_done_callback(self, fn):
        removed = ask(REMOVE, (self,), _initialized(self), values=(fn,), held=self._calls)  # to compare is to call anything
        if removed:
            left = set(call(CALLBACKS, (self,), self._number)[0][4:])
            self._calls = {number: one for number, one in self._calls.items() if number in left}
        return removed

    def __await__(self):
        if not self.done():
            self._asyncio_future_blocking = True
            yield self
        if not self.done():
            raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__


def number_of_message(message):
    if message is None:
        return 0
    number = _new_number()
    _messages[number] = message
    return number


# ---- tasks

class Step:
    """A step that the JVM has queued."""
    __slots__ = '__self__', 'entry', 'waiter', 'held'

    def __init__(self, task, entry, waiter=None, held=()):
        self.__self__ = task
        self.entry = Number(entry)
        self.waiter = waiter  # whose outcome it may deliver
        self.held = held  # an error that it may raise

    def __call__(self):
        futures = (self.__self__,) if self.waiter is None else (self.__self__, self.waiter)
        try:
            ask(RUN, futures, futures[0]._number, self.entry, held=self.held)
        finally:
            self = futures = None


class Wakeup:
    """What a task registers with a future of another make."""
    __slots__ = '__self__',

    def __init__(self, task):
        self.__self__ = task

    def __repr__(self):
        return 'wakeup of %s' % self.__self__.get_name()

    def __call__(self, future):
        task = self.__self__
        try:
            if type(future) in (Future, Task):
                ask(WAKEUP, (task, future), task._number, future._number, 0)
            else:
                ask(WAKEUP, (task,), task._number, 0, values=(future,))
        finally:
            self = task = future = None


class Task(Future):
    """A task of the JVM."""
    _coro_ = None
    _context = None
    _log_destroy_pending_ = True

    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=False):
        from asyncio import coroutines
        self._initialize(loop, 2)
        known = coroutines.iscoroutine(coro)
        self._log_destroy_pending_ = known
        self._coro_ = coro
        self._context = contextvars.copy_context() if context is None else context
        text = b'' if name is None else str(name).encode('utf-16-le', 'surrogatepass')
        try:
            ask(TASK, (self,), self._number, self._home.number, known, name is not None, bool(eager_start), text=text)
        finally:
            if not known:
                self._number = None  # nothing was created
            elif eager_start and self.done():
                self._coro_ = None

    def __del__(self):
        if self._number is None or sys.is_finalizing():
            return
        if self._log_destroy_pending_ and not self.done():
            self._report('Task was destroyed but it is pending!', task=self)
        super().__del__()

    def __repr__(self):
        from asyncio import base_tasks
        return base_tasks._task_repr(self)

    def get_coro(self):
        return self._coro_

    _coro = property(get_coro)

    def get_context(self):
        return self._context

    def get_name(self):
        return call(NAME, (self,), _initialized(self))[1].decode('utf-16-le', 'surrogatepass')

    def set_name(self, value):
        ask(SET_NAME, (self,), _initialized(self), text=str(value).encode('utf-16-le', 'surrogatepass'))

    def set_result(self, result):
        ask(REFUSE, (self,), _initialized(self), 0)

    def set_exception(self, exception):
        ask(REFUSE, (self,), _initialized(self), 1)

    def get_stack(self, *, limit=None):
        from asyncio import base_tasks
        return base_tasks._task_get_stack(self, limit)

    def print_stack(self, *, limit=None, file=None):
        from asyncio import base_tasks
        return base_tasks._task_print_stack(self, limit, file)

    def cancel(self, msg=None):
        return bool(ask(CANCEL_TASK, (self,), _initialized(self), number_of_message(msg)))

    def cancelling(self):
        return self._read(CANCELLING_FIELD)

    def uncancel(self):
        return ask(UNCANCEL, (self,), _initialized(self))

    @property
    def _must_cancel(self):
        return bool(self._read(MUST_CANCEL_FIELD))

    @property
    def _fut_waiter(self):
        return self._value(WAITER_FIELD)

    @property
    def _log_destroy_pending(self):
        return self._log_destroy_pending_

    @_log_destroy_pending.setter
    def _log_destroy_pending(self, log):
        self._log_destroy_pending_ = bool(log)

    # by hand, as the Task in Python has it, for the kit's programs

    def __step(self, exc=None):
        ask(BY_HAND, (self,), self._number, 0 if exc is None else kind_of(exc), values=(None if exc is None else Error(exc),))

    def __wakeup(self, future):
        Wakeup(self)(future)


# ---- the registry

def task_number(task):
    """Of any task; one that is not ours is known as long as it lives."""
    if isinstance(task, Task):
        return task._number
    if task not in _foreign_tasks:
        _foreign_tasks[task] = Number(_new_number())
    return _foreign_tasks[task]


def task_of(number):
    """None if it is being collected."""
    if number == 0:
        return None
    for frame in reversed(_local.frames):
        for future in frame.futures:
            if future._number == number:
                return future
    task = _futures.get(number)
    if task is None:
        task = next((one for one, of in list(_foreign_tasks.items()) if of == number), None)
    return task


def current_task(loop=None):
    if loop is None:
        loop = get_running_loop()
    home = _homes.get(id(loop))
    if home is None:
        return None
    number = ask(CURRENT, (), home.number)
    return _entered[home][1] if number and home in _entered and _entered[home][0] == number else task_of(number)


def _enter_task(loop, task):
    running = Running(loop, task)
    running.ask(ENTER)
    running.remember()


def _leave_task(loop, task):
    Running(loop, task).ask(LEAVE)
    _entered.pop(Home.of(loop), None)


def _swap_current_task(loop, task):
    former = current_task(loop)
    running = Running(loop, task)
    running.ask(SWAP)
    running.remember()
    return former


class Running:
    """A task that is to run in a loop, or runs there: of any class."""

    def __init__(self, loop, task):
        self.home = Home.of(loop)
        self.task = task
        entered = _entered.get(self.home)
        if task is None:
            self.number = 0
        elif isinstance(task, Task):
            self.number = task._number
        else:
            self.number = entered[0] if entered is not None and entered[1] is task else Number(_new_number())

    def ask(self, message):
        held = {int(self.number): self.task}
        if self.home in _entered:
            number, task = _entered[self.home]
            held[int(number)] = task
        ask(message, (), self.home.number, self.number, held=held)

    def remember(self):
        _entered.pop(self.home, None)
        if self.number:
            _entered[self.home] = self.number, self.task


def _register_task(task):
    ask(REGISTER, (), task_number(task))


def _unregister_task(task):
    ask(UNREGISTER, (), task_number(task))


class AllTasks:
    """The tasks of all loops, as the accelerator has a weak set of them."""

    def __iter__(self):
        numbers = call(ALL, ())[0]
        return iter([task for task in map(task_of, numbers) if task is not None])

    add = staticmethod(_register_task)
    discard = staticmethod(_unregister_task)


class RunningTasks:
    """The running task of each loop, as the accelerator has a dictionary of them."""

    def get(self, loop, default=None):
        task = current_task(loop)
        return default if task is None else task

    __setitem__ = staticmethod(_swap_current_task)

    def __delitem__(self, loop):
        _swap_current_task(loop, None)

    def pop(self, loop, default=None):
        task = _swap_current_task(loop, None)
        return default if task is None else task


# ---- the running loop of a thread, which is no matter of tasks

class RunningLoop(_thread._local):
    loop = process = None


_running_loop = RunningLoop()


def _get_running_loop():
    return _running_loop.loop if _running_loop.process == os.getpid() else None


def _set_running_loop(loop):
    _running_loop.loop, _running_loop.process = loop, os.getpid()


def get_running_loop():
    loop = _get_running_loop()
    if loop is None:
        raise RuntimeError('no running event loop')
    return loop


def get_event_loop():
    from asyncio import events
    loop = _get_running_loop()
    if loop is None:
        policy = events._get_event_loop_policy if VERSION >= (3, 14) else events.get_event_loop_policy
        loop = policy().get_event_loop()
    return loop


# ---- what else the accelerator of each version has

_current_tasks = RunningTasks()
if VERSION >= (3, 14):
    def all_tasks(loop=None):
        loop = get_running_loop() if loop is None else loop
        return {task for task in AllTasks() if get_loop(task) is loop and not task.done()}
if VERSION >= (3, 12):
    _scheduled_tasks = AllTasks()
    _eager_tasks = set()
    _register_eager_task = _eager_tasks.add
    _unregister_eager_task = _eager_tasks.discard
else:
    _all_tasks = AllTasks()
    def _get_event_loop(stacklevel=3):
        return get_event_loop()
for _class in Future, Task:
    _class.__module__ = '_asyncio'
