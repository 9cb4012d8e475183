"""Runs the kit's programs on this CPython's asyncio, and speaks the protocol of --exec on standard input and output.

    python3 runner.py          the Task and Future that are written in Python
    python3 runner.py --c      those that are written in C
    python3 runner.py --asyncio FOLDER
                               those of another asyncio, whose package lies in that folder
    python3 runner.py --plug FILE ADDRESS
                               those of a file, in the place of those in C, and the bridge that it needs

Needs CPython 3.6 or newer and nothing else. Languages, traces and protocol are defined in properties/README.md.
"""
import sys

ACCELERATED = '--c' in sys.argv
if not ACCELERATED:
    for loaded in [name for name in sys.modules if name.partition('.')[0] == 'asyncio']:
        del sys.modules[loaded]  # where the host has imported it already, as Pyodide does
    sys.modules['_asyncio'] = None
PLUG, ADDRESS = sys.argv[sys.argv.index('--plug') + 1:][:2] if '--plug' in sys.argv else (None, None)
if PLUG is not None:
    import importlib.util
    import os
    os.environ['AIOTASK_SUITE'] = ADDRESS
    spec = importlib.util.spec_from_file_location('_asyncio', PLUG)
    sys.modules['_asyncio'] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules['_asyncio'])
ANOTHER = sys.argv[sys.argv.index('--asyncio') + 1] if '--asyncio' in sys.argv else None
if ANOTHER is not None:
    sys.path.insert(0, ANOTHER)

import ast
import asyncio
import asyncio.base_events
import asyncio.events
import asyncio.tasks
import collections.abc
import functools
import gc
import heapq
import inspect
import itertools
import json
import logging
import os
import re
import threading
import traceback
import types
import warnings

try:
    import contextvars
except ImportError:  # before 3.7
    contextvars = None

PROTOCOL = 1
END_OF_TEXT = '\x1f'
"""Behind what is in a list or group, for the class program/PythonText: texts of errors may have brackets of their own."""
NANOS_PER_SECOND = 10 ** 9

# The limits of programs, as in the class program/Limits of the kit.
INSTRUCTION_LIMIT = 10000
DEPTH_LIMIT = 50
POLL_LIMIT = 1000
ITERATIONS = 200
LONGEST_POLL = 24 * 3600 * NANOS_PER_SECOND
NUMBER = '-?[0-9]{1,9}'
SECONDS = r'-?[0-9]{1,9}(\.[0-9]{1,9})?'

# The limits of this runtime: a program beyond them it cannot run.
RECURSION_LIMIT = 1500
TRACE_LIMIT = 4000000
ENDLESS_CANCEL = 'tasks that wait for each other are cancelled: CPython recurses until its stack ends'
PROGRAMS_PER_COLLECTION = 50
PARSED_LIMIT = 50000

# ---- what differs between the versions

OLD = hasattr(asyncio.Future, '_blocking')
"""Whether it is the asyncio of 3.4, which runs on 3.6 too."""
VERSION = (3, 4) if OLD else sys.version_info[:2]
VERSION_TEXT = '%d.%d' % VERSION
PYODIDE = sys.platform == 'emscripten'
Future = asyncio.Future
Task = asyncio.Task
BLOCKING = '_blocking' if OLD else '_asyncio_future_blocking'
HAS_MESSAGES = VERSION >= (3, 9)
HAS_NAMES = VERSION >= (3, 8)
HAS_EAGER = VERSION >= (3, 12)
HAS_COUNT = VERSION >= (3, 11)
STEP, WAKEUP = ('_step', '_wakeup') if hasattr(Task, '_step') else ('_Task__step', '_Task__wakeup')
if VERSION >= (3, 7):
    current_task, all_tasks = asyncio.current_task, asyncio.all_tasks
else:
    current_task, all_tasks = Task.current_task, Task.all_tasks

CANNOT = {}
"""The instructions that are not for this runtime, with the reason."""
if VERSION < (3, 7):
    for word in 'enter', 'leave', 'swap', 'register', 'unregister':
        CANNOT[word] = '%s: the registry has no functions before 3.7' % word
if not hasattr(Task, STEP):
    for word in 'step', 'wakeup':
        CANNOT[word] = '%s: the Task in C has no such method' % word
FUNCTIONS = ('gather', 'shield', 'wait', 'wait-for')
SCOPES = ('timeout', 'reschedule', 'group', 'spawn', 'cancel-group')
if ACCELERATED:
    for word in FUNCTIONS + SCOPES:
        CANNOT[word] = '%s: asyncio\'s functions are compared over the Task in Python' % word
elif VERSION < (3, 11):
    for word in SCOPES:
        CANNOT[word] = '%s: asyncio has no timeouts and groups before 3.11' % word
elif VERSION < (3, 15):
    CANNOT['cancel-group'] = 'cancel-group: groups have no cancel before 3.15'


WANTS_RUNNING_LOOP = ACCELERATED and VERSION >= (3, 14)
"""Whether a thread has a running task only while its loop is the running one: nothing else is asked of that loop."""


class as_running:
    """Lends a thread a running loop, where the registry and steps in C want it; in Python they do not ask."""

    def __init__(self, loop):
        self.loop = loop

    def __enter__(self):
        if WANTS_RUNNING_LOOP:
            self.former = asyncio.events._get_running_loop()
            asyncio.events._set_running_loop(self.loop)

    def __exit__(self, *error):
        if WANTS_RUNNING_LOOP:
            asyncio.events._set_running_loop(self.former)


def running_task(loop):
    if not WANTS_RUNNING_LOOP:
        return current_task(loop)
    with as_running(loop):
        task = current_task(loop)
    return None if task is None or task.get_loop() is not loop else task


def swap_current_task(loop, task):
    if task is None and running_task(loop) is None:
        return None  # where the function in Python raises a KeyError
    if hasattr(asyncio.tasks, '_swap_current_task'):  # from 3.12 on
        with as_running(loop):
            return asyncio.tasks._swap_current_task(loop, task)
    running = asyncio.tasks._current_tasks
    former = running.pop(loop, None)
    if task is not None:
        running[loop] = task
    return former


if OLD:
    Future.__await__ = Future.__iter__
    RUNNING_LOOP = [None]  # nobody there asks which loop runs
    asyncio.events._get_running_loop = lambda: RUNNING_LOOP[0]
    asyncio.events._set_running_loop = lambda loop: RUNNING_LOOP.__setitem__(0, loop)
    asyncio.events.get_event_loop = asyncio.events._get_running_loop  # for functions that are given none


class OrderedSet(dict):
    """A set in the order of insertion, which CPython leaves open (10.20, 10.47)."""

    def __init__(self, items=()):
        super().__init__((item, None) for item in items)

    def add(self, item):
        self[item] = None

    def discard(self, item):
        self.pop(item, None)


class OrderedComprehensions(ast.NodeTransformer):
    """Has set comprehensions call set, which is ordered."""

    def visit_SetComp(self, node):
        generator = ast.GeneratorExp(node.elt, node.generators)
        return ast.Call(ast.Name('set', ast.Load()), [generator], [])


asyncio.tasks.set = OrderedSet  # what wait() makes of its futures, and gather() of its arguments
if VERSION >= (3, 11):
    asyncio.taskgroups.set = OrderedSet  # what a group cancels
else:
    source = OrderedComprehensions().visit(ast.parse(inspect.getsource(asyncio.wait)))
    exec(compile(ast.fix_missing_locations(source), asyncio.tasks.__file__, 'exec'), vars(asyncio.tasks))
    asyncio.wait = asyncio.tasks.wait


def forget_current_task(loop):
    """What a program entered and did not leave."""
    asyncio.events._set_running_loop(None)
    with as_running(loop):
        task = current_task(loop)
        if task is not None and VERSION >= (3, 7):
            asyncio.tasks._leave_task(loop, task)


def forget_task(task):
    """Every look at all tasks would pass it until it is collected."""
    if VERSION >= (3, 7):
        asyncio.tasks._unregister_task(task)
    elif hasattr(Task, '_all_tasks'):  # the Task in C hides it
        Task._all_tasks.discard(task)


def cancelling(task):
    return task.cancelling() if HAS_COUNT else 0


def cancel_arguments(message):
    return {} if message is None or not HAS_MESSAGES else {'msg': message}


FUTURE_REPR, TASK_REPR = Future.__repr__, Task.__repr__
if not ACCELERATED:
    Future.__repr__ = Task.__repr__ = lambda future: '<>'  # for texts of errors: CPython's own can be cut in the middle


def state_word(future):
    """What its repr begins with."""
    whole = (TASK_REPR if isinstance(future, Task) else FUTURE_REPR)(future)
    return re.match(r'<\w+ (\w+)', whole).group(1)


def waking_task(callback):
    """The task whose wakeup a callback is, or None."""
    owner = getattr(callback, '__self__', None)
    if owner is None and type(callback).__name__ == 'TaskWakeupMethWrapper':  # C before 3.10
        owner = next(iter(gc.get_referents(callback)), None)
    return owner if isinstance(owner, Task) else None


# ---- errors of programs

class MyBase(BaseException):
    pass


class Idle(Exception):
    """The loop would sleep for ever."""


class Endless(Exception):
    """A loop has polled POLL_LIMIT times."""


class Sub(StopIteration):
    pass


class Cannot(Exception):
    """The program is not for this runtime."""


KNOWN_ERRORS = {one.__name__: one for one in (KeyboardInterrupt, SystemExit, StopIteration, MyBase, Sub)}


@functools.lru_cache(maxsize=1000)
def error_class(name):
    return KNOWN_ERRORS.get(name) or type(name, (Exception,), {})


def new_error(text):
    """A new error of what a program writes as ``Name(text)``."""
    name, bracket, rest = text.partition('(')
    message = rest[:-1] if rest.endswith(')') else rest
    if name == 'CancelledError' and bracket and text.endswith(')'):
        return asyncio.CancelledError(*([message] if message else []))
    error = error_class(name)(*([message] if message else []))
    error.as_written = text
    return error


def without_addresses(text):
    """A text of CPython's, with @ for what it writes as <...>, even if it cut that in the middle."""
    former = None
    while former != text:
        former, text = text, re.sub(r'<[^<>]*>|(?<=@)>', '@', text).replace('@@', '@')
    return re.sub(r'0x[0-9a-f]+', '0x', text)


def number(word):
    """A word that must be a number."""
    if not re.fullmatch(NUMBER, word):
        raise new_error('ValueError(%s)' % word)
    return int(word)


# ---- the loop

class Timer(asyncio.TimerHandle):
    """A timer; of those with one deadline the older is first, which CPython leaves open (8.3)."""
    __slots__ = ('number',)
    numbers = itertools.count()

    def __init__(self, *args):
        super().__init__(*args)
        self.number = next(self.numbers)

    def __lt__(self, other):
        return (self._when, self.number) < (other._when, other.number)


asyncio.events.TimerHandle = Timer
asyncio.base_events.MAXIMUM_SELECT_TIMEOUT = LONGEST_POLL


class Loop(asyncio.BaseEventLoop):
    """A loop with a virtual clock that counts nanoseconds, and nothing to poll for. It is its own selector."""

    def __init__(self, world):
        super().__init__()
        self.set_debug(False)
        self._selector = self
        self._clock_resolution = 1
        self.world = world
        self.now = 0
        self.polls = 0
        self.left = None  # iterations of a limited run

    def time(self):
        return self.now

    def select(self, timeout):
        self.world.look()
        if self.world.cannot is not None:
            raise Cannot(self.world.cannot)
        if timeout is None:
            raise Idle()
        if self.polls == POLL_LIMIT:
            raise Endless()
        self.polls += 1
        self.now += timeout
        return ()

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass

    def ready_count(self):
        """How many handles are ready; a stop that was asked for counts as one."""
        return len(self._ready) + bool(getattr(self, '_stopping', False))

    def has_work(self):
        return self.ready_count() > 0 or any(not timer._cancelled for timer in self._scheduled)

    def create_task(self, coroutine, **options):
        """Of asyncio's functions: these tasks too are kept to the end."""
        task = super().create_task(coroutine, **options)
        self.world.tasks.append(task)
        return task

    def run_limited(self, limit):
        """Runs iterations while there is work, ``limit`` at the most."""
        if limit > 0 and self.has_work():
            outer, self.left = self.left, limit
            try:
                self.run_forever()
            finally:
                self.left = outer

    def run_forever(self):
        if VERSION == (3, 13):  # 3.13.0 takes a stop, and forgets which loop runs, even if it refuses to run
            self._check_closed()
            self._check_running()
        former = self.world.running
        with as_running(former):
            self.world.running = self
            try:
                super().run_forever()
            finally:
                self.world.running = former

    def run_until_complete(self, future):
        with as_running(self.world.running):
            return super().run_until_complete(future)

    def _run_once(self):
        self.iterate()
        if self.left is not None:
            self.left -= 1
            if not self.left or not self.has_work():
                if OLD:
                    raise asyncio.base_events._StopError
                self._stopping = True

    def iterate(self):
        super()._run_once()

    def dispatch(self):
        """Runs the handle at the head of the queue now."""
        if self._ready:
            handle = self._ready.popleft()
            if not handle._cancelled:
                with as_running(self):
                    handle._run()


class KitLoop(Loop):
    """The plainest loop, for programs that meddle with its queue."""

    def iterate(self):
        timers = self._scheduled
        while timers and timers[0]._cancelled:
            heapq.heappop(timers)
        self.select(0 if self._ready else min(max(timers[0]._when - self.now, 0), LONGEST_POLL) if timers else None)
        while timers and timers[0]._when <= self.now:
            self._ready.append(heapq.heappop(timers))
        for _ in range(len(self._ready)):
            self.dispatch()


# ---- futures that are not CPython's

class RaisingFuture(Future):
    """A future whose registration of callbacks is overridden to raise."""

    def add_done_callback(self, *args, **options):
        raise new_error('ValueError(nope)')


class Duck:
    """A future of a class that asyncio does not know; it is done when it is told so, and takes no cancel."""
    RESULT = 11

    def __init__(self, loop):
        self._loop = loop
        setattr(self, BLOCKING, False)
        self.is_done = False
        self.waiters = []

    def get_loop(self):
        return self._loop

    def done(self):
        return self.is_done

    def result(self):
        if not self.is_done:
            raise asyncio.InvalidStateError('Result is not ready.')
        return self.RESULT

    def cancel(self, msg=None):
        return False

    def add_done_callback(self, callback, **context):
        if self.is_done:
            self._loop.call_soon(callback, self, **context)
        else:
            self.waiters.append((callback, context))

    def wake_waiters(self):
        self.is_done = True
        waiters, self.waiters = self.waiters, []
        for callback, context in waiters:
            self._loop.call_soon(callback, self, **context)

    def __await__(self):
        if not self.is_done:
            setattr(self, BLOCKING, True)
            yield self
        if not self.is_done:
            raise RuntimeError("await wasn't used with future")
        return self.RESULT


# ---- bodies that run

class Frame:
    """Where a body is, and its open handlers. It ends where the world gives up."""

    def __init__(self, world, code):
        self.world = world
        self.code = code
        self.next = 0
        self.handlers = []

    def take(self):
        """The next instruction, or None at the end."""
        if self.next >= len(self.code) or self.world.cannot is not None:
            return None
        self.next += 1
        return self.code[self.next - 1]

    def execute(self, who, one):
        if one.op == 'try':
            self.handlers.append(self.partner())
        elif one.op == 'catch':
            if self.handlers and not isinstance(self.handlers[-1], Block):
                self.handlers.pop()
            self.next = self.partner() + 1
        elif one.op != 'end':
            self.world.perform(who, one)

    def handle(self, error):
        """Goes on at the handler that takes the error, or raises it. In plain code there are no blocks."""
        while self.handlers:
            if self.takes(self.handlers.pop(), error):
                return
        raise error

    def takes(self, handler, error):
        """Whether a catch does; then the body goes on there."""
        if handler >= len(self.code) or not catches(self.code[handler].word(0), error):
            return False
        self.world.put(self.code[handler].word(1), error)
        self.next = handler + 1
        return True

    def unwind(self, error):
        """As handle, in a coroutine: the blocks on the way are left."""
        while self.handlers:
            handler = self.handlers.pop()
            if not isinstance(handler, Block):
                if self.takes(handler, error):
                    return
                continue
            try:
                yield from handler.leave(error)
            except GeneratorExit:
                raise
            except BaseException as other:
                error = other
        raise error

    def enter(self, who, one):
        """Opens the block of a timeout or group, to its end."""
        block = Block(self.world, who, one, self.partner())
        yield from block.enter()
        self.handlers.append(block)

    def leave_at(self, end):
        """Leaves what is open down to the block that ends here; without one, nothing."""
        if any(isinstance(one, Block) and one.end == end for one in self.handlers):
            left = None
            while left is None or left.end != end:
                left = yield from self.leave_innermost()

    def leave_all(self):
        while self.handlers:
            yield from self.leave_innermost()

    def leave_innermost(self):
        """The block, if it was one."""
        handler = self.handlers.pop()
        if not isinstance(handler, Block):
            return None
        yield from handler.leave(None)
        return handler

    def partner(self):
        """Where the catch or end is that belongs to the instruction just taken; the end of the body if there is none."""
        return self.code.partner(self.next - 1)


def catches(kind, error):
    if kind == 'Any':
        return True
    return isinstance(error, asyncio.CancelledError if kind == 'Cancelled' else Exception)


def run_plain(world, who, code):
    """Runs a body as plain code: whatever it raises leaves it."""
    frame = Frame(world, code)
    one = frame.take()
    while one is not None and one.op != 'return':
        try:
            frame.execute(who, one)
        except BaseException as error:
            frame.handle(error)
        one = frame.take()


def run_coroutine(world, who, code):
    """Runs a body as a generator."""
    try:
        value = yield from run_body(world, who, Frame(world, code))
    except GeneratorExit:  # nobody needs it any more
        raise
    except BaseException as error:
        world.event(who, ' raises ', error)
        raise
    world.event(who, ' returns ', value)
    return value


def run_body(world, who, frame):
    while True:
        one = frame.take()
        try:
            if one is None or one.op == 'return':
                value = None if one is None else world.value(one.rest)
                yield from frame.leave_all()
                return value
            if one.op in SUSPENDING:
                yield from suspend(world, who, one)
            elif one.op in ENTERING:
                yield from frame.enter(who, one)
            elif one.op == 'end':
                yield from frame.leave_at(frame.next - 1)
            else:
                frame.execute(who, one)
        except GeneratorExit:
            raise
        except BaseException as error:
            yield from frame.unwind(error)


def suspend(world, who, one):
    """What a coroutine waits for by itself."""
    try:
        if one.op == 'yield':
            value = yield from plain_yield(world, who, one)
        elif one.op == 'await':
            future = world.operand(one.word(0), 'FutureLike')
            world.event(who, ' awaits ', future)
            value = yield from future.__await__()
        else:
            coroutine = wait(world, one) if one.op == 'wait' else wait_for(world, one)
            world.event(who, ' awaits ' + one.text)
            value = yield from on_loop(world, coroutine)
    except GeneratorExit:
        raise
    except BaseException as error:
        world.failed(who, one, error)
        raise
    world.done(who, one, value)


def plain_yield(world, who, one):
    if not one.words:
        world.event(who, ' yields')
        return (yield)
    value = world.value(one.word(0))
    world.event(who, ' yields ', value)
    return (yield value)


# ---- asyncio's functions

class lent_loop:
    """The main loop as the running one: asyncio's functions look for it, and elsewhere it is an argument."""

    def __init__(self, world):
        self.world = world

    def __enter__(self):
        self.former = asyncio.events._get_running_loop()
        if self.former is not self.world.loop:
            asyncio.events._set_running_loop(self.world.loop)

    def __exit__(self, *error):
        if self.former is not self.world.loop:
            asyncio.events._set_running_loop(self.former)


class without_task:
    """No running task: 3.14 would register a callback for it, for its call graphs alone."""

    def __init__(self, world):
        self.loop = world.loop

    def __enter__(self):
        if VERSION >= (3, 14):
            self.former = running_task(self.loop)
            swap_current_task(self.loop, None)

    def __exit__(self, *error):
        if VERSION >= (3, 14):
            swap_current_task(self.loop, self.former)


def on_loop(world, coroutine):
    """Awaits a coroutine of asyncio's functions."""
    resume, value = coroutine.send, None
    while True:
        try:
            with lent_loop(world):
                yielded = resume(value)
        except StopIteration as end:
            return end.value
        try:
            value = yield yielded
            resume = coroutine.send
        except GeneratorExit:
            coroutine.close()
            raise
        except BaseException as error:
            resume, value = coroutine.throw, error


def wait(world, one):
    words, seconds, mode = list(one.words), None, 'all'
    if words and re.fullmatch(SECONDS, words[-1]):
        seconds = nanos(words.pop())
    if words and words[-1] in WAIT_MODES:
        mode = words.pop()
    futures = world.awaitables(words) if VERSION < (3, 11) else [world.operand(word, 'Future') for word in words]
    if not futures:
        raise new_error('ValueError(wait)')
    return waited(futures, seconds, WAIT_MODES[mode])


@types.coroutine  # the wait of 3.4 is a generator
def waited(futures, timeout, mode):
    found = yield from asyncio.wait(futures, timeout=timeout, return_when=mode)
    return [list(one) for one in found]


WAIT_MODES = {'first': asyncio.FIRST_COMPLETED, 'exception': asyncio.FIRST_EXCEPTION, 'all': asyncio.ALL_COMPLETED}


def wait_for(world, one):
    seconds = timeout_of(one.word(1))
    return asyncio.wait_for(*world.awaitables([one.word(0)]), seconds)


def nanos(word):
    """A word that must be a time in seconds."""
    if not re.fullmatch(SECONDS, word):
        raise new_error('ValueError(%s)' % word)
    return int(float(word) * NANOS_PER_SECOND)


def timeout_of(word):
    return None if word in ('', 'None') else nanos(word)


class Block:
    """A timeout or group that a body is in."""

    def __init__(self, world, who, one, end):
        self.world = world
        self.who = who
        self.one = one
        self.end = end
        self.manager = None

    def enter(self):
        world, one = self.world, self.one
        try:
            name = one.option('as') if one.op == 'timeout' else one.word(0)
            with lent_loop(world):
                self.manager = asyncio.timeout(timeout_of(one.word(0))) if one.op == 'timeout' else asyncio.TaskGroup()
            yield from on_loop(world, self.manager.__aenter__())
        except BaseException as error:
            world.failed(self.who, one, error)
            raise
        if name:
            world.put(name, self.manager)
            world.names[id(self.manager)] = name
        world.kept.append(self.manager)
        world.done(self.who, one, None)

    def leave(self, error):
        try:
            yield from on_loop(self.world, self.manager.__aexit__(error and type(error), error, None))
        except GeneratorExit:
            raise
        except BaseException as raised:
            self.world.event(self.who, ' leaves ' + self.one.text + ' ! ', raised)
            raise
        self.world.event(self.who, ' leaves ' + self.one.text)
        if error is not None:
            raise error


class Coroutine(collections.abc.Coroutine):
    """A coroutine that runs a body."""

    def __init__(self, world, name, code):
        self.world = world
        self.name = name
        world.coroutines += 1
        self.number = world.coroutines
        self.generator = run_coroutine(world, self, code)
        self.running = False
        self.started = False
        self.ended = False
        self.taken = False  # by one of asyncio's functions, which resumes it

    def send(self, value):
        if self.started:
            return self.resume(self.generator.send, value)
        self.check()
        self.started = True
        self.world.event(self, ' starts')
        return self.resume(self.generator.send, None)

    def throw(self, error, value=None, traceback=None):
        if self.started:
            return self.resume(self.generator.throw, error)
        self.started = self.ended = True
        self.generator.close()
        self.world.event(self, ' raises ', error)
        raise error

    def check(self):
        """Says of itself what a coroutine of the language says."""
        if self.ended:
            raise RuntimeError('cannot reuse already awaited coroutine')
        if self.running:
            raise ValueError('coroutine already executing')

    def resume(self, how, value):
        self.check()
        self.running = True
        suspended = False
        lent = asyncio.events._get_running_loop()
        if lent is not self.world.running and not WANTS_RUNNING_LOOP:
            asyncio.events._set_running_loop(self.world.running)  # the program's own code does not see what was lent
        try:
            yielded = how(value)
            suspended = True
            return yielded
        finally:
            if lent is not self.world.running and not WANTS_RUNNING_LOOP:
                asyncio.events._set_running_loop(lent)
            self.running = False
            self.ended = not suspended

    def close(self):
        self.generator.close()
        self.ended = True

    def __await__(self):
        return self

    def __iter__(self):
        return self

    def __next__(self):
        return self.send(None)


if OLD:
    asyncio.coroutines._COROUTINE_TYPES += (Coroutine,)
    asyncio.coroutines._format_coroutine = lambda coroutine: 'coroutine'  # for a repr, which asks for a frame
Coroutine.__name__ = 'coroutine'  # for errors that name its type


class Callback:
    """What a loop or a future calls: runs one instruction as plain code."""

    def __init__(self, world, name, inner):
        self.world = world
        self.name = name
        self.code = [inner]

    def __call__(self, future=None):
        if future is not None:
            self.world.event(self.name, ' called ', future)
        self.run()

    def run(self):
        try:
            run_plain(self.world, self.name, self.code)
        except BaseException as error:
            self.world.event(self.name, ' raises ', error)
            raise


class Watch(Callback):
    """A callback that logs the state of its future."""

    def __init__(self, world, word):
        super().__init__(world, word + '.watch', None)
        self.word = word

    def __call__(self, future=None):
        self.world.event(self.name, ' called ', future)
        self.world.log(self.name, 'done-cb %s %s' % (self.word, self.world.state(future)))


# ---- instructions

class Instruction:
    """One instruction: its words, the one inside of it, and the variable that keeps its result."""

    def __init__(self, op, text, words, inner=None, name=None, result=None):
        self.op = op
        self.text = text
        self.words = words
        self.rest = ' '.join(words)
        self.inner = inner
        self.name = name
        self.result = result
        self.do = DO.get(op)
        self.is_counted = op not in CONTROL
        self.nests = op in NESTS
        self.is_event = op not in SILENT
        self.has_value = op in WITH_VALUE

    def word(self, index):
        return self.words[index] if index < len(self.words) else ''

    def option(self, key):
        """The word behind a key, or None."""
        if key in self.words[:-1]:
            return self.words[self.words.index(key) + 1]
        return None

    def ops(self):
        return [self.op] + (self.inner.ops() if self.inner else [])


NESTING = {'soon': 0, 'thread': 0, 'later': 1, 'at': 1, 'callback': 1}
"""Those with another instruction inside, and how many words stand before it."""
NAMED = ('soon', 'later', 'callback')
SUSPENDING = ('yield', 'await', 'wait', 'wait-for')
ENTERING = ('timeout', 'group')
BLOCKS = ('try',) + ENTERING
CONTROL = ('catch', 'end', 'return', 'raise') + BLOCKS + SUSPENDING
NESTS = ('call', 'task', 'spawn', 'send', 'step', 'wakeup', 'dispatch', 'run', 'forever', 'complete')
"""Bodies may run inside of these."""
OF_THE_RUNTIME = ('forever', 'complete', 'stop', 'debug', 'handler')
OF_THE_KIT = ('dispatch',)
"""Those that one kind of loop has alone."""
SILENT = ('try', 'catch', 'end', 'return', 'raise', 'log')
WITH_VALUE = ('await', 'wait', 'wait-for', 'yield', 'cancel', 'base-cancel', 'uncancel', 'result', 'exception', 'remove',
              'complete', 'send', 'swap')
DO = {}
"""What does an instruction, by its first word: called with the world, who does it, and the instruction."""


def does(op):
    def register(function):
        DO[op] = function
        return function
    return register


@functools.lru_cache(maxsize=PARSED_LIMIT)
def parse(line):
    """An instruction of a line, and the only version that has it, or None: ``@3.4 yield``."""
    words = re.findall('[^ \t\n\r\f]+', line)
    only = words.pop(0)[1:] if words and words[0].startswith('@') else None
    return parse_words(words), only


def parse_words(words):
    op, rest = (words[0], words[1:]) if words else ('', [])
    if op not in DO and op not in CONTROL:
        raise Cannot('unknown instruction "%s"' % op)
    if op in CANNOT:
        raise Cannot(CANNOT[op])
    text = ' '.join(words)
    if op in NESTING:
        before, rest = rest[:NESTING[op]], rest[NESTING[op]:]
        name = None
        if op in NAMED and len(rest) > 1 and rest[0] == 'as':
            name, rest = rest[1], rest[2:]
        if not rest:
            raise Cannot('"%s" needs an instruction after it' % text)
        result = name if op != 'callback' else None
        return Instruction(op, text, before, parse_words(rest), name, result)
    result = None
    if op != 'log' and rest[-2:-1] == ['->']:
        rest, result = rest[:-2], rest[-1]
    return Instruction(op, text, rest, None, None, result)


@does('future')
def _(world, who, one):
    world.create(one.word(0), Future(loop=world.loop_option(one)))


@does('duck')
def _(world, who, one):
    world.create(one.word(0), Duck(world.loop))


@does('raising')
def _(world, who, one):
    world.create(one.word(0), RaisingFuture(loop=world.loop))


@does('loop')
def _(world, who, one):
    world.create(one.word(0), world.new_loop())


@does('task')
def _(world, who, one):
    options = {}
    if HAS_NAMES and one.option('name') is not None:
        options['name'] = one.option('name')
    if HAS_EAGER and 'eager' in one.words:
        options['eager_start'] = True
    task = Task(world.new_coroutine(one), loop=world.loop, **options)
    world.create(one.word(0), task)
    world.tasks.append(task)


@does('task-of-nothing')
def _(world, who, one):
    Task(5, loop=world.loop)


@does('coroutine')
def _(world, who, one):
    world.put(one.word(0), world.new_coroutine(one))


@does('log')
def _(world, who, one):
    world.log(who, world.fill(one.rest))


@does('handshake')
def _(world, who, one):
    setattr(world.operand(one.word(0), 'FutureLike'), BLOCKING, True)


@does('set')
def _(world, who, one):
    world.operand(one.word(0), 'Future').set_result(world.value(one.word(1)))


@does('fail')
def _(world, who, one):
    world.operand(one.word(0), 'Future').set_exception(world.error_of(one.word(1)))


@does('cancel')
def _(world, who, one):
    future = world.operand(one.word(0), 'FutureLike')
    world.check_circle(future)
    return future.cancel(**cancel_arguments(world.value(one.word(1))))


@does('base-set')
def _(world, who, one):
    Future.set_result(world.operand(one.word(0), 'Future'), world.value(one.word(1)))


@does('base-fail')
def _(world, who, one):
    Future.set_exception(world.operand(one.word(0), 'Future'), world.error_of(one.word(1)))


@does('base-cancel')
def _(world, who, one):
    return Future.cancel(world.operand(one.word(0), 'Future'), **cancel_arguments(world.value(one.word(1))))


@does('uncancel')
def _(world, who, one):
    task = world.operand(one.word(0), 'Task')
    return task.uncancel() if HAS_COUNT else 0


@does('result')
def _(world, who, one):
    return world.operand(one.word(0), 'Future').result()


@does('exception')
def _(world, who, one):
    return world.operand(one.word(0), 'Future').exception()


@does('raise')
def _(world, who, one):
    raise world.error_of(one.rest)


@does('soon')
def _(world, who, one):
    return world.named_handle(one, world.loop.call_soon(Callback(world, one.name or 'soon', one.inner)))


@does('soon-coroutine')
def _(world, who, one):
    world.loop.call_soon(world.operand(one.word(0), 'Coroutine'))


@does('thread')
def _(world, who, one):
    world.in_another_thread(world.loop.call_soon_threadsafe, Callback(world, 'thread', one.inner))


@does('later')
def _(world, who, one):
    when = world.loop.time() + nanos(one.word(0))
    return world.named_handle(one, world.loop.call_at(when, Callback(world, one.name or 'later', one.inner)))


@does('at')
def _(world, who, one):
    callback = Callback(world, 'at', one.inner)

    def hop(left):
        if left > 1:
            world.loop.call_soon(hop, left - 1)
        else:
            callback.run()
    world.loop.call_soon(hop, number(one.word(0)))


@does('drop')
def _(world, who, one):
    world.operand(one.word(0), 'Handle').cancel()


@does('callback')
def _(world, who, one):
    callback = Callback(world, one.name or one.word(0) + '.callback', one.inner)
    future = world.operand(one.word(0), 'Future')
    if one.name is not None:
        world.put(one.name, callback)
    future.add_done_callback(callback)


@does('add')
def _(world, who, one):
    world.operand(one.word(0), 'Future').add_done_callback(world.operand(one.word(1), 'Callback'))


@does('remove')
def _(world, who, one):
    return world.operand(one.word(0), 'Future').remove_done_callback(world.operand(one.word(1), 'Callback'))


@does('watch')
def _(world, who, one):
    world.operand(one.word(0), 'Future').add_done_callback(Watch(world, one.word(0)))


@does('call')
def _(world, who, one):
    run_plain(world, who, world.body(one.word(0)))


@does('run')
def _(world, who, one):
    loop = world.loop_option(one)
    limit = ITERATIONS if one.word(0) in ('', 'on') else number(one.word(0))
    try:
        loop.run_limited(limit)
    except BaseException as error:
        if world.all:
            raise
        world.line('ESCAPED run_forever ' + world.error(error))


@does('dispatch')
def _(world, who, one):
    world.loop.dispatch()


@does('forever')
def _(world, who, one):
    world.loop.run_forever()


@does('complete')
def _(world, who, one):
    return world.loop.run_until_complete(world.operand(one.word(0), 'Future'))


@does('stop')
def _(world, who, one):
    world.loop.stop()


@does('close')
def _(world, who, one):
    world.loop.close()


@does('step')
def _(world, who, one):
    getattr(world.operand(one.word(0), 'Task'), STEP)()


@does('wakeup')
def _(world, who, one):
    task = world.operand(one.word(0), 'Task')
    getattr(task, WAKEUP)(world.operand(one.word(1), 'FutureLike'))


@does('send')
def _(world, who, one):
    target = world.variable(one.word(0))
    if isinstance(target, Duck):
        return target.wake_waiters()
    coroutine = world.operand(one.word(0), 'Coroutine')
    world.check_taken(one.word(0), coroutine)
    try:
        return coroutine.send(world.value(one.word(1)))
    except StopIteration as end:
        return end.value
    except RuntimeError as error:
        if isinstance(error.__cause__, StopIteration) and 'raised StopIteration' in str(error):
            raise error.__cause__  # which the generator has wrapped
        raise


@does('gather')
def _(world, who, one):
    words = one.words[1:]
    returning = words[-1:] == ['returning']
    children = world.awaitables(words[:-1] if returning else words)
    with lent_loop(world):
        world.create(one.word(0), asyncio.gather(*children, return_exceptions=returning))


@does('shield')
def _(world, who, one):
    inner, = world.awaitables([one.word(1)])
    with lent_loop(world), without_task(world):
        outer = asyncio.shield(inner)
    if outer is inner:
        world.put(one.word(0), inner)  # which keeps its name
    else:
        world.create(one.word(0), outer)


@does('reschedule')
def _(world, who, one):
    timeout = world.operand(one.word(0), 'Timeout')
    delay = timeout_of(one.word(1))
    with lent_loop(world):
        timeout.reschedule(None if delay is None else world.loop.time() + delay)


@does('spawn')
def _(world, who, one):
    group = world.operand(one.word(0), 'TaskGroup')
    options = {'name': one.option('name')} if one.option('name') is not None else {}
    eager = HAS_EAGER and 'eager' in one.words
    if eager and VERSION >= (3, 14):
        options['eager_start'] = True
    coroutine = world.new_coroutine(one, 1)
    if eager and VERSION < (3, 14):
        world.loop.set_task_factory(eagerly_once)
    try:
        task = group.create_task(coroutine, **options)
    finally:
        if eager:
            world.loop.set_task_factory(None)  # if the group has refused
    world.create(one.word(1), task)


def eagerly_once(loop, coroutine, **options):
    """The task factory for the next task of a group, whose create_task knows no eager start before 3.14."""
    loop.set_task_factory(None)
    return Task(coroutine, loop=loop, eager_start=True, **options)


@does('cancel-group')
def _(world, who, one):
    world.operand(one.word(0), 'TaskGroup').cancel()


@does('enter')
def _(world, who, one):
    with as_running(world.loop):
        asyncio.tasks._enter_task(world.loop, world.operand(one.word(0), 'Task'))


@does('leave')
def _(world, who, one):
    with as_running(world.loop):
        asyncio.tasks._leave_task(world.loop, world.operand(one.word(0), 'Task'))


@does('swap')
def _(world, who, one):
    task = None if one.word(0) == 'None' else world.operand(one.word(0), 'Task')
    return swap_current_task(world.loop, task)


@does('register')
def _(world, who, one):
    asyncio.tasks._register_task(world.operand(one.word(0), 'Task'))


@does('unregister')
def _(world, who, one):
    asyncio.tasks._unregister_task(world.operand(one.word(0), 'Task'))


@does('debug')
def _(world, who, one):
    world.loop._debug = True  # set_debug of a running loop would queue a handle


@does('handler')
def _(world, who, one):
    code = world.body(one.word(0))

    def handler():
        try:
            run_plain(world, 'handler', code)
        except BaseException as error:
            world.event('handler', ' raises ', error)
            raise
    world.handler = handler


@does('context')
def _(world, who, one):
    if contextvars:
        context_variable(one.word(0)).set(world.value(one.word(1)))


@does('let')
def _(world, who, one):
    world.put(one.word(0), world.expression(one.word(1)))


if contextvars:
    @functools.lru_cache(maxsize=None)
    def context_variable(name):
        return contextvars.ContextVar(name, default=None)


# ---- one run of one program

class World:
    """One run of one program: a loop, variables, and the trace."""

    TYPES = {
        'Future': Future,
        'Task': Task,
        'FutureLike': (Future, Duck),
        'Coroutine': Coroutine,
        'Handle': asyncio.Handle,
        'Callback': Callback,
        'EventLoop': Loop,
        'Awaitable': (Future, Coroutine),
        'Timeout': getattr(asyncio, 'Timeout', ()),
        'TaskGroup': getattr(asyncio, 'TaskGroup', ()),
    }

    def __init__(self, program):
        self.main = code_of(program['main'])
        self.bodies = {name: code_of(lines) for name, lines in (program.get('bodies') or {}).items()}
        self.all = program.get('trace') == 'all'
        self.trace = []
        self.size = 0
        self.instructions = 0
        self.depth = 0
        self.cannot = None  # why its trace means nothing
        self.variables = {}
        self.names = {}  # of objects, by their id
        self.kept = []  # to the end
        self.looked_at = {}  # by name
        self.last_looks = {}
        self.tasks = []
        self.coroutines = 0
        self.errors = {}  # numbers, by id
        self.handler = None
        self.running = None  # the loop that is
        self.loops = []
        self.loop = self.new_loop(KitLoop if program.get('loop') == 'kit' else Loop)
        self.names[id(self.loop)] = 'loop'

    def new_loop(self, kind=Loop):
        loop = kind(self)
        loop.set_exception_handler(self.report)
        self.loops.append(loop)
        return loop

    def run(self):
        if contextvars:
            contextvars.Context().run(self.run_main)
        else:
            self.run_main()

    def run_main(self):
        if self.all:
            self.run_all()
            return
        try:
            run_plain(self, 'main', self.main)
        except BaseException as error:
            self.line('UNHANDLED ' + self.error(error))

    def run_all(self):
        """An error goes to the handler that takes it, and if none does main goes on all the same."""
        frame = Frame(self, self.main)
        one = frame.take()
        while one is not None and one.op != 'return':
            try:
                frame.execute('main', one)
            except BaseException as error:
                self.look()
                try:
                    frame.handle(error)
                except BaseException:
                    pass
            else:
                self.look()
            one = frame.take()
        if one is not None:
            self.look()

    def end(self):
        """Lets go of everything, silently."""
        self.all = False
        self.trace = []
        for loop in self.loops:
            loop.set_exception_handler(lambda loop, context: None)
            forget_current_task(loop)
            loop.close()
        for one in self.kept:
            if isinstance(one, Coroutine):
                one.close()
        for task in self.tasks:
            forget_task(task)
        for held in self.variables, self.looked_at, self.kept, self.tasks, self.errors, self.bodies:
            held.clear()

    # ---- variables and operands

    def put(self, name, value):
        if name:
            self.variables[name] = value

    def create(self, name, value):
        self.put(name, value)
        self.names[id(value)] = name
        self.kept.append(value)
        self.looked_at[name] = self.look_at(value), value

    def named_handle(self, one, handle):
        if one.name is not None:
            self.names[id(handle)] = one.name
            self.kept.append(handle)
        return handle

    def new_coroutine(self, one, at=0):
        """Of the name at that place."""
        name = one.option('body')
        coroutine = Coroutine(self, one.word(at), self.body(one.word(at) if name is None else name))
        self.names[id(coroutine)] = one.word(at)
        self.kept.append(coroutine)
        return coroutine

    def body(self, name):
        if name not in self.bodies:
            raise new_error('NameError(%s)' % name)
        return self.bodies[name]

    def variable(self, name):
        if name not in self.variables:
            raise new_error('NameError(%s)' % name)
        return self.variables[name]

    def operand(self, name, kind):
        value = self.variable(name)
        if not isinstance(value, self.TYPES[kind]):
            raise new_error('TypeError(%s is no %s)' % (name, kind))
        return value

    def awaitables(self, names):
        """Operands of asyncio's functions; a coroutine is no one else's from then on."""
        found = [self.operand(name, 'Awaitable') for name in names]
        coroutines = [(name, one) for name, one in zip(names, found) if isinstance(one, Coroutine)]
        for name, one in coroutines:
            self.check_taken(name, one, new=True)
        for _, one in coroutines:
            one.taken = True
        return found

    def check_taken(self, name, coroutine, new=False):
        if coroutine.taken or new and coroutine.started:
            raise new_error('RuntimeError(%s is taken)' % name)

    def loop_option(self, one):
        name = one.option('on')
        return self.loop if name is None else self.operand(name, 'EventLoop')

    def value(self, word):
        """A word as a value: a variable, a number, None, a generator, 'text', or the word itself."""
        if word in self.variables:
            return self.variables[word]
        if not word or word == 'None':
            return None
        if word == 'generator':
            return (nothing for nothing in ())
        if len(word) > 1 and word[0] == word[-1] == "'":
            return word[1:-1]
        return int(word) if re.fullmatch(NUMBER, word) else word

    def error_of(self, text):
        value = self.variables.get(text)
        return value if isinstance(value, BaseException) else new_error(text)

    # ---- what instructions do

    def perform(self, who, one):
        try:
            self.check_limits(one)
            if one.nests:
                self.depth += 1
                try:
                    value = one.do(self, who, one)
                finally:
                    self.depth -= 1
            else:
                value = one.do(self, who, one) if one.do else None  # yield and await do nothing in plain code
        except BaseException as error:
            self.failed(who, one, error)
            raise
        self.done(who, one, value)

    def check_limits(self, one):
        """So that every program comes to an end."""
        if one.is_counted:
            self.instructions += 1
            if self.instructions > INSTRUCTION_LIMIT:
                raise new_error('Endless()')
        if one.op in (OF_THE_RUNTIME if isinstance(self.loop, KitLoop) else OF_THE_KIT):
            raise new_error('NotImplementedError(%s)' % one.op)
        if one.nests and self.depth == DEPTH_LIMIT:
            raise new_error('RecursionError(%s)' % one.op)

    def done(self, who, one, value):
        if one.result is not None:
            self.put(one.result, value)
        if one.is_event and self.all:
            if one.has_value:
                self.event(who, ': ' + one.text + ' = ', value)
            else:
                self.event(who, ': ' + one.text)

    def failed(self, who, one, error):
        if one.is_event:
            self.event(who, ': ' + one.text + ' ! ', error)

    def check_circle(self, future):
        """A cancel of tasks that wait for each other goes round until the stack ends, which ends WebAssembly for good."""
        if self.leads_to_circle(future, ()):
            self.cannot = ENDLESS_CANCEL
            raise Cannot(ENDLESS_CANCEL)

    def leads_to_circle(self, future, passed):
        if future in passed:
            return True
        if isinstance(future, Task):
            return self.leads_to_circle(future._fut_waiter, passed + (future,))
        return any(self.leads_to_circle(one, passed + (future,)) for one in getattr(future, '_children', ()))

    def in_another_thread(self, function, argument):
        """Calls it from a thread that has this one's context, or from here where there are no threads."""
        if PYODIDE:
            function(argument)
            return
        raised = []

        def body():
            try:
                function(argument)
            except BaseException as error:
                raised.append(error)
        run = functools.partial(contextvars.copy_context().run, body) if contextvars else body
        other = threading.Thread(target=run)
        other.start()
        other.join()
        if raised:
            raise raised[0]

    def report(self, loop, context):
        """The exception handler."""
        message = context.get('message', '')
        if 'never retrieved' in message or 'was destroyed' in message:
            return  # collection has no moment that a trace could tell
        error = context.get('exception')
        handler = self.handler if loop is self.loop else None
        if self.all:
            kind = 'CALLBACK_RAISED' if message.startswith('Exception in callback') else without_addresses(message)
            self.line('report ' + kind + ('' if error is None else ' ' + self.numbered(error)))
        elif handler is None:
            text = re.sub('(Exception in callback).*', r'\1 @', without_addresses(message), flags=re.DOTALL)
            self.line('EH[' + text + ']' + ('' if error is None else ' ' + self.error(error)))
        if handler is not None:
            handler()

    # ---- the trace

    def write(self, line):
        self.trace.append(line)
        self.size += len(line)
        if self.size > TRACE_LIMIT:
            self.cannot = 'its trace has more than %d characters' % TRACE_LIMIT

    def line(self, text):
        self.write('%d:%s' % (self.loop.polls, text))

    def log(self, who, text):
        if self.all:
            self.event(who, ' log ' + text)
        else:
            self.line(text)

    def event(self, who, what, *values):
        """Writes an event: who, what, and at the most one value or error behind it."""
        if not self.all:
            return
        name = who
        if isinstance(who, Coroutine):
            name = who.name
        task = running_task(self.loop)
        if task is None:
            running = '' if name is who else '@-'
        else:
            running = self.name(task)
            running = '' if running == name else '@' + running
        text = self.repr(values[0], self.numbered) if values else ''
        self.write('%d:%s%s%s%s' % (self.loop.polls, name, running, what, text))

    def numbered(self, error):
        """An error with its number, which is the same for the same object."""
        if isinstance(error, RecursionError):
            self.cannot = ENDLESS_CANCEL
        text = self.error(error, self.numbered)
        if id(error) not in self.errors:
            self.kept.append(error)
            self.errors[id(error)] = len(self.errors) + 1
        return '%s#%d' % (text, self.errors[id(error)])

    # ---- values as text

    def name(self, thing):
        """The name of what the program created; of a task that is just being created, that of its coroutine."""
        name = self.names.get(id(thing))
        if name is None and isinstance(thing, Task):
            return thing._coro.name
        return name

    def repr(self, value, error=None):
        if isinstance(value, str):
            return "'%s'" % value  # without escapes
        if value is None or isinstance(value, (bool, int, float)):
            return repr(value)
        if isinstance(value, BaseException):
            return (error or self.error)(value)
        if isinstance(value, list):
            return '[%s]' % ','.join(self.repr(one, error) + END_OF_TEXT for one in value)
        if not self.all:
            return '@'
        if isinstance(value, Future):
            return self.name(value) or '?'
        return self.name(value) or getattr(value, 'name', None) or 'generator'

    def str(self, value, error=None):
        return value if isinstance(value, str) else self.repr(value, error)

    def error(self, error, member=None):
        """``Name(text)``; of a group, its members."""
        as_written = getattr(error, 'as_written', None)
        if as_written is not None:
            return as_written
        name = type(error).__name__
        if hasattr(error, 'exceptions'):
            return '%s(%s)' % (name, ','.join((member or self.error)(one) + END_OF_TEXT for one in error.exceptions))
        if name == 'CancelledError':
            return 'CancelledError(%s)' % ','.join(self.str(one) for one in error.args)
        texts = [one if isinstance(one, str) else repr(one) for one in error.args]
        return '%s(%s)' % (name, ','.join(without_addresses(text) for text in texts))

    def state(self, future):
        """As logs write it."""
        if not future.done():
            return 'pending'
        if future.cancelled():
            return 'cancelled'
        if future._exception is not None:
            return 'exc=' + self.error(future._exception)
        return 'result=' + self.repr(future._result)

    # ---- looks

    def look(self):
        """Writes the looks that have changed."""
        if not self.all:
            return
        last = self.last_looks
        for name, (look_at, thing) in self.looked_at.items():
            text = look_at(thing)
            if last.get(name) != text:
                self.write_look(name, text)
        text = self.look_at_loop(self.loop)
        if last.get('loop') != text:
            self.write_look('loop', text)

    def look_at(self, thing):
        """What looks at it."""
        if isinstance(thing, Future):
            return self.look_at_future
        return self.look_at_duck if isinstance(thing, Duck) else self.look_at_loop

    def write_look(self, name, text):
        self.last_looks[name] = text
        self.write('%d=%s %s' % (self.loop.polls, name, text))

    def look_at_future(self, future):
        state = future._state
        if state == 'PENDING':
            text = 'state=pending'
        elif state == 'CANCELLED':
            text = 'state=cancelled'
        elif future._exception is not None:
            text = 'state=error:' + self.error(future._exception)
        else:
            text = 'state=result:' + self.repr(future._result)
        if getattr(future, BLOCKING):
            text += ' blocking'
        if future._callbacks:
            text += ' callbacks=' + ','.join(map(self.callback_name, future._callbacks))
        is_task = type(future) is Task
        if HAS_MESSAGES and (state == 'CANCELLED' or is_task and state == 'PENDING' and future._must_cancel):
            message = future._cancel_message
            if message is not None:
                text += ' message=' + self.repr(message)
        if future._log_traceback:
            text += ' unretrieved'
        if is_task:
            if future._fut_waiter is not None:
                text += ' waiter=' + self.repr(future._fut_waiter)
            if future._must_cancel:
                text += ' must'
            count = cancelling(future)
            if count:
                text += ' cancelling=%d' % count
        return text

    def look_at_duck(self, duck):
        text = 'state=done' if duck.is_done else 'state=pending'
        if getattr(duck, BLOCKING):
            text += ' blocking'
        if duck.waiters:
            text += ' callbacks=' + ','.join(map(self.callback_name, duck.waiters))
        return text

    def look_at_loop(self, loop):
        text = 'ready=%d' % loop.ready_count()
        task = running_task(loop)
        if task is not None:
            text += ' current=' + self.name(task)
        if self.coroutines:
            names = self.names_of_tasks(loop)
            if names:
                text += ' tasks=' + ','.join(names)
        if loop._closed:
            text += ' closed'
        return text

    def names_of_tasks(self, loop):
        """Of all tasks, in the order of their creation, those too whose creation raised; 3.6 in C has tasks of nothing."""
        coroutines = [(task._coro, task) for task in all_tasks(loop)]
        found = [(coroutine.number, self.name(task)) for coroutine, task in coroutines if isinstance(coroutine, Coroutine)]
        return [name for _, name in sorted(found)]

    def callback_name(self, entry):
        callback = entry[0] if isinstance(entry, tuple) else entry  # with its context from 3.7 on
        if isinstance(callback, Callback):
            return callback.name
        task = waking_task(callback)
        return '?' if task is None else self.name(task)

    # ---- expressions in logs

    def fill(self, template):
        return re.sub(r'\{([^}]*)\}', lambda match: self.expression_text(match.group(1).strip()), template)

    def expression_text(self, expression):
        if expression.endswith('!r'):
            return self.repr(self.expression(expression[:-2]), self.error)
        return self.str(self.expression(expression), self.error)

    def expression(self, text):
        left, found, right = text.partition(' is ')
        if found:
            left, right = self.expression(left), self.expression(right)
            return left is right or type(left) in (int, float, str) and type(left) is type(right) and left == right
        if text.endswith(' in all'):
            return self.expression(text[:-len(' in all')]) in all_tasks(self.loop)
        if text in self.variables:
            return self.variables[text]
        owner, dot, attribute = text.partition('.')
        return self.attribute(owner, attribute) if dot else self.one_of_all(text)

    def one_of_all(self, name):
        if name == 'current':
            return running_task(self.loop)
        if name == 'all':
            return len(all_tasks(self.loop))
        if name == 'ready':
            return self.loop.ready_count()
        if name == 'iteration':
            return self.loop.polls
        if name == 'time':
            return self.loop.time() / NANOS_PER_SECOND
        return self.value(name)

    def attribute(self, owner, attribute):
        if owner == 'context':
            return context_variable(attribute).get() if contextvars else None
        if attribute == 'blocking':
            return getattr(self.operand(owner, 'FutureLike'), BLOCKING)
        if attribute == 'expired':
            return self.operand(owner, 'Timeout').expired()
        future = self.operand(owner, 'Future')
        if attribute not in ATTRIBUTES:
            raise new_error('AttributeError(%s)' % attribute)
        return ATTRIBUTES[attribute](self, future)


ATTRIBUTES = {
    'state': lambda world, future: world.state(future),
    'waiter': lambda world, future: getattr(future, '_fut_waiter', None),
    'must': lambda world, future: getattr(future, '_must_cancel', False),
    'callbacks': lambda world, future: len(future._callbacks or ()),
    'cancelled': lambda world, future: future.cancelled(),
    'cancelling': lambda world, future: cancelling(future),
    'name': lambda world, future: re.sub('^Task-[0-9]+$', 'Task-N', future.get_name()) if HAS_NAMES else None,
    'word': lambda world, future: state_word(future),
    'error': lambda world, future: future._exception,
    'cause': lambda world, future: getattr(future._exception, '__cause__', None),
    'traced': lambda world, future: future._source_traceback is not None,
}
"""Of a future or task; reading one changes nothing."""


class Code(list):
    """The instructions of a body."""

    partners = None

    def partner(self, at):
        """The next catch of its level after a try, the next end after any other."""
        if self.partners is None:
            self.partners = self.find_partners()
        return self.partners[at]

    def find_partners(self):
        catches, ends, level = {}, {}, 0
        partners = [0] * len(self)
        for at in reversed(range(len(self))):
            op = self[at].op
            partners[at] = (catches if op == 'try' else ends).get(level, len(self))
            level += (op == 'end') - (op in BLOCKS)
            if op in ('catch', 'end'):
                (catches if op == 'catch' else ends)[level] = at
        return partners


def code_of(lines):
    parsed = [parse(line) for line in lines]
    return Code(one for one, only in parsed if only is None or only == VERSION_TEXT)


# ---- the protocol

ANSWERED = itertools.count(1)


def hello():
    """The line about this runtime."""
    engine = 'CPython ' + sys.version.split()[0]
    if ANOTHER is not None:
        engine = 'the asyncio of 3.4 on ' + engine if OLD else engine + ' with another asyncio'
    if PYODIDE:
        engine += ' (Pyodide)'
    if ACCELERATED:
        engine += ' (C Task)'
    if PLUG is not None:
        engine += ' (Task of the JVM)'
    return json.dumps({'protocol': PROTOCOL, 'engine': engine, 'version': VERSION_TEXT})


def answer(line):
    """The answer to one line."""
    reply = {'id': None}
    try:
        program = json.loads(line)
        reply['id'] = program.get('id')
        world = World(program)
    except Cannot as why:
        reply['cannot'] = str(why)
    except (AttributeError, KeyError, TypeError, ValueError) as why:
        reply['cannot'] = 'is no program: %r' % why
    else:
        try:
            world.run()
            if world.cannot is None:
                reply['trace'] = world.trace
            else:
                reply['cannot'] = world.cannot
        finally:
            world.end()
    return json.dumps(reply)


def prepare():
    """Nothing but answers is written, and collection happens between programs only."""
    asyncio.events._set_running_loop(None)  # the host's own, in Pyodide
    sys.setrecursionlimit(RECURSION_LIMIT)  # the stack of WebAssembly is small
    logging.disable(logging.CRITICAL)
    warnings.simplefilter('ignore')
    if hasattr(sys, 'unraisablehook'):
        sys.unraisablehook = lambda unraisable: None
    else:  # before 3.8
        sys.stderr = open(os.devnull, 'w')
        sys.excepthook = lambda *error: traceback.print_exception(*error, file=sys.__stderr__)
    gc.collect()
    if hasattr(gc, 'freeze'):
        gc.freeze()
    gc.disable()


def answer_line(line):
    """The answer to a line of input, or None if there is no program on it."""
    if not line.strip() or line.startswith('#'):
        return None
    reply = answer(line)
    if next(ANSWERED) % PROGRAMS_PER_COLLECTION == 0:
        gc.collect()
    return reply


def main():
    prepare()
    print(hello(), flush=True)
    for reply in filter(None, map(answer_line, sys.stdin)):
        print(reply, flush=True)


if __name__ == '__main__':
    main()
