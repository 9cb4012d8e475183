"""Runs small programs on asyncio's locks, events, conditions, semaphores, barriers and queues, and writes what happened.

    python3 primitives.py primitives.jsonl        with any CPython from 3.6 on, on the Task that is written in Python
    python3.6 primitives.py primitives.jsonl --asyncio FOLDER       with the asyncio of 3.4, whose package lies there

It reads what was recorded, and writes it again with the traces of this Python in place of those that it had. Equal traces
are written once; a Python that has no barrier (before 3.11) or no shutdown of a queue (before 3.13) has no trace of a
program with one.

A program has things, tasks and outside calls. A task goes through its operations; each one is logged with the loop's
iteration when it is through. One that "catches" goes on after a CancelledError. Outside calls happen at the beginning of
an iteration. The programs whose ids begin with H are written by hand, each about a rule; the others are random.
"""
import random
import sys

from recording import OLD, PYTHON, VERSION, as_task, asyncio, awaited, iterated, merged, traces_of, update

LIMIT = 60


class NoBarrier:
    """What no thing is an instance of."""


Barrier = getattr(asyncio, 'Barrier', NoBarrier)


def exists(program):
    """Whether this Python has what the program uses."""
    calls = [op for task in program['tasks'] for op in task['ops']] + [call for _, call in program['outside']]
    needed = [(3, 11)] if any(kind.startswith('barrier') for kind in program['things'].values()) else []
    joins = [call.split()[-1] for call in calls if call.startswith(('join', 'task_done'))]
    needed += [(3, 6)] if any(program['things'][name].split()[0] in ('priority', 'lifo') for name in joins) else []
    needed += [(3, 13)] if any(call.startswith('shutdown') for call in calls) else []
    return all(VERSION >= version for version in needed)


def bare():
    """A bare yield, as sleep(0) is from 3.6 on."""
    yield


class NoSelector:
    def select(self, timeout):
        return []


class CountingLoop(asyncio.BaseEventLoop):
    """Counts its iterations, and stops when nothing is left to do. No clock: nothing here has a time."""

    def __init__(self):
        super().__init__()
        self._selector = NoSelector()
        self.iteration = 0

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass

    def _run_once(self):
        if not self._ready or self.iteration >= LIMIT:
            if OLD:
                raise asyncio.base_events._StopError
            self._stopping = True
            return
        self.iteration += 1
        super()._run_once()


def make(kind):
    name, *numbers = kind.split()
    numbers = [int(number) for number in numbers]
    return {
        'lock': asyncio.Lock, 'event': asyncio.Event, 'condition': asyncio.Condition,
        'semaphore': asyncio.Semaphore, 'bounded': asyncio.BoundedSemaphore, 'barrier': Barrier,
        'queue': asyncio.JoinableQueue if OLD else asyncio.Queue, 'priority': asyncio.PriorityQueue, 'lifo': asyncio.LifoQueue}[name](*numbers)


def error_name(error):
    name = type(error).__name__
    if isinstance(error, asyncio.CancelledError) and error.args:
        return '%s %s' % (name, error.args[0])
    return {'RuntimeError': 'Refused', 'ValueError': 'Refused'}.get(name, name)


class Run:
    def __init__(self, program):
        self.trace = []
        self.loop = CountingLoop()
        self.loop.set_exception_handler(lambda loop, context: self.log('report', error_name(context.get('exception'))))
        enter = asyncio.set_event_loop if OLD else asyncio.events._set_running_loop
        enter(self.loop)
        self.things = {name: make(kind) for name, kind in program['things'].items()}
        enter(None)
        self.tasks = {}
        self.begun = {}
        for at, call in program['outside']:
            self.loop.call_soon(self.hop, at, call)
        for task in program['tasks']:
            self.tasks[task['name']] = self.loop.create_task(as_task(self.body(task)))

    def log(self, *words):
        self.trace.append('%d:%s' % (self.loop.iteration, ' '.join(str(word) for word in words)))

    def hop(self, at, call):
        if at > 1:
            self.loop.call_soon(self.hop, at - 1, call)
            return
        try:
            self.plain(call.split())
        except Exception as error:
            self.log(call, '!' + error_name(error))

    async def body(self, task):
        for op in task['ops']:
            try:
                result = await self.perform(op.split())
            except asyncio.CancelledError as error:
                self.log(task['name'], op, '!' + error_name(error))
                if not task['catches']:
                    raise
            except Exception as error:
                self.log(task['name'], op, '!' + error_name(error))
            else:
                self.log(task['name'], op, *([] if result is None else [result]))

    async def perform(self, words):
        verb, *rest = words
        if verb == 'yield':
            await iterated(bare())
            return None
        thing = self.things.get(rest[0]) if rest else None
        if verb == 'acquire':
            await awaited(thing.acquire())
            return None
        if verb == 'wait':
            if isinstance(thing, Barrier):
                return await thing.wait()
            await awaited(thing.wait())
            return None
        if verb == 'until':
            await awaited(thing.wait_for(self.things[rest[1]].is_set))
            return None
        if verb == 'put':
            await awaited(thing.put(int(rest[1])))
            return None
        if verb in ('get', 'join', 'reset', 'abort'):
            return await awaited(getattr(thing, verb)())
        return self.plain(words)

    def plain(self, words):
        verb, *rest = words
        if verb == 'cancel':
            message = rest[1:] if VERSION >= (3, 9) else []
            self.tasks[rest[0]].cancel(*message)
            return None
        if verb == 'begin':  # by hand, in no task
            self.begun[rest[0]] = self.perform(rest[1:])
            self.begun[rest[0]].send(None)
            return None
        if verb == 'close':
            return self.begun[rest[0]].close()
        thing = self.things[rest[0]]
        if verb in ('release', 'set', 'clear', 'notify_all', 'task_done', 'get_nowait'):
            return getattr(thing, verb)()
        if verb == 'notify':
            return thing.notify(int(rest[1]))
        if verb == 'put_nowait':
            return thing.put_nowait(int(rest[1]))
        if verb == 'shutdown':
            return thing.shutdown(rest[1] == 'now')
        raise AssertionError(words)

    def state(self, thing):
        if isinstance(thing, asyncio.Queue):
            return thing.qsize()
        if isinstance(thing, asyncio.Event):
            return 'set' if thing.is_set() else 'clear'
        if isinstance(thing, Barrier):
            return 'broken' if thing.broken else thing.n_waiting
        return 'locked' if thing.locked() else 'free'

    def run(self):
        self.loop.run_forever()
        for name, task in self.tasks.items():
            state = 'pending' if not task.done() else 'cancelled' if task.cancelled() else 'finished'
            self.trace.append('end:%s %s' % (name, state))
        for name, thing in self.things.items():
            self.trace.append('end:%s %s' % (name, self.state(thing)))
        self.loop.set_exception_handler(lambda loop, context: None)
        for task in self.tasks.values():
            task._log_destroy_pending = False
        self.loop.close()
        return list(self.trace)


def program(about, things, tasks, outside=()):
    """tasks: name -> operations, separated by commas; a name that ends in * catches."""
    return {
        'about': about,
        'things': things,
        'tasks': [{'name': name.rstrip('*'), 'catches': name.endswith('*'), 'ops': ops.split(', ')}
                  for name, ops in tasks.items()],
        'outside': [list(call) for call in outside]}


HAND = [
    program('a lock goes to who waits first, and nobody overtakes',
            {'l': 'lock'},
            {'A': 'acquire l, yield, yield, release l, acquire l, release l', 'B': 'acquire l, release l',
             'C': 'yield, acquire l, release l'}),
    program('release of a free lock', {'l': 'lock'}, {'A': 'release l, acquire l, release l, release l'}),
    program('the waiter that was woken is cancelled before it runs: the next one gets the lock',
            {'l': 'lock'},
            {'A': 'acquire l, yield, release l, cancel B', 'B': 'acquire l, release l', 'C': 'acquire l, release l'}),
    program('all waiters are cancelled: who comes then takes the free lock at once',
            {'l': 'lock'},
            {'A': 'acquire l, yield, cancel B, release l, acquire l', 'B': 'acquire l, release l'}),
    program('an event that is cleared before its waiters run',
            {'e': 'event'}, {'A': 'wait e', 'B': 'wait e', 'C': 'yield, set e, clear e, wait e', 'D': 'yield, yield, set e, wait e'}),
    program('a condition: wait gives the lock up and takes it again; notify one, then all',
            {'c': 'condition'},
            {'A': 'acquire c, wait c, release c', 'B': 'acquire c, wait c, release c', 'C': 'acquire c, wait c, release c',
             'D': 'yield, acquire c, notify c 1, yield, release c, yield, yield, acquire c, notify_all c, release c'}),
    program('wait and notify of a condition without its lock',
            {'c': 'condition'}, {'A': 'wait c, notify c 1, notify_all c'}),
    program('a cancel while a condition takes its lock again: it holds the lock, then the cancel leaves',
            {'c': 'condition'},
            {'A*': 'acquire c, wait c, release c', 'B': 'yield, acquire c, notify c 1, yield, yield, yield, release c'},
            [(4, 'cancel A'), (5, 'cancel A')]),
    program('a notified wait that is cancelled passes the notification on',
            {'c': 'condition'},
            {'A': 'acquire c, wait c, release c', 'B': 'acquire c, wait c, release c',
             'C': 'yield, acquire c, notify c 1, release c, cancel A'}),
    program('wait until a condition holds',
            {'c': 'condition', 'e': 'event'},
            {'A': 'acquire c, until c e, release c',
             'B': 'yield, acquire c, notify_all c, release c, yield, yield, yield, acquire c, set e, notify_all c, release c'}),
    program('a semaphore: units go to who waits first; nobody overtakes who was woken',
            {'s': 'semaphore 1'},
            {'A': 'acquire s, yield, release s, acquire s, release s', 'B': 'acquire s, yield, release s',
             'C': 'acquire s, release s'}),
    program('a waiter that was given a unit is cancelled: the next one gets it',
            {'s': 'semaphore 1'},
            {'A': 'acquire s, yield, release s, cancel B', 'B': 'acquire s, release s', 'C': 'acquire s, release s'}),
    program('several units at once reach several waiters',
            {'s': 'semaphore 0'},
            {'A': 'acquire s', 'B': 'acquire s', 'C': 'acquire s', 'D': 'yield, release s, release s, cancel A, acquire s'}),
    program('a bounded semaphore refuses a release too many',
            {'s': 'bounded 1'}, {'A': 'release s, acquire s, release s, release s'}),
    program('a barrier, two rounds', {'b': 'barrier 2'},
            {'A': 'wait b, wait b', 'B': 'yield, wait b, wait b'}),
    program('who comes while the barrier drains waits for the next round',
            {'b': 'barrier 2'}, {'A': 'wait b', 'B': 'wait b', 'C': 'wait b', 'D': 'yield, yield, wait b'}),
    program('reset of a barrier breaks who waits', {'b': 'barrier 3'},
            {'A': 'wait b, wait b', 'B': 'wait b', 'C': 'yield, reset b, wait b', 'D': 'yield, yield, wait b'}),
    program('abort of a barrier breaks who waits and who comes, until a reset', {'b': 'barrier 2'},
            {'A': 'wait b, wait b, yield, yield, wait b', 'B': 'yield, abort b, wait b, yield, reset b, wait b'}),
    program('a cancelled wait of a barrier', {'b': 'barrier 2'},
            {'A': 'wait b', 'B': 'yield, yield, yield, wait b', 'C': 'yield, yield, yield, yield, wait b'}, [(3, 'cancel A')]),
    program('get waits for an item, put for room', {'q': 'queue 1'},
            {'A': 'get q, get q, get q', 'B': 'put q 1, put q 2, put q 3, put q 4, put q 5'}),
    program('the least first, the newest first', {'p': 'priority', 'n': 'lifo'},
            {'A': 'put p 2, put p 1, put p 3, get p, get p, get p, put n 2, put n 1, put n 3, get n, get n, get n'}),
    program('getNowait and putNowait refuse to wait', {'q': 'queue 1'},
            {'A': 'get_nowait q, put_nowait q 1, put_nowait q 2, get_nowait q, get_nowait q'}),
    program('a get that was woken and finds the queue empty again waits behind the others', {'q': 'queue'},
            {'A': 'get q', 'B': 'get q', 'C': 'yield, put_nowait q 1, get_nowait q, yield, put_nowait q 2, put_nowait q 3'}),
    program('a woken get that is cancelled wakes the next one', {'q': 'queue'},
            {'A': 'get q', 'B': 'get q', 'C': 'yield, put_nowait q 1, cancel A'}),
    program('a woken put that is cancelled wakes the next one', {'q': 'queue 1'},
            {'A': 'put q 1, put q 2', 'B': 'put q 3', 'C': 'yield, yield, get_nowait q, cancel A'}),
    program('join waits for the work', {'q': 'queue'},
            {'A': 'put q 1, put q 2, join q', 'B': 'get q, task_done q, yield, get q, task_done q, task_done q'}),
    program('shutdown of a queue with items: they can still be taken', {'q': 'queue 2'},
            {'A': 'put q 1, put q 2, put q 3', 'B': 'yield, shutdown q later, get q, get q, get q, put q 4, get_nowait q',
             'C': 'join q'}),
    program('shutdown of an empty queue wakes who waits', {'q': 'queue'},
            {'A': 'get q', 'B': 'get q', 'C': 'yield, shutdown q later'}),
    program('an immediate shutdown drops the items and ends join', {'q': 'queue 1'},
            {'A': 'put q 1, put q 2', 'B': 'join q', 'C': 'yield, yield, shutdown q now, get q'}),
    program('an immediate shutdown does not end the join for an item that is being worked on', {'q': 'queue'},
            {'A': 'put q 1, put q 2, get q, shutdown q now, yield, yield, task_done q', 'B': 'join q'}),
    program('a notified wait that is cancelled and gives its lock up: the notification goes to the next one',
            {'c': 'condition'},
            {'A*': 'acquire c, wait c, release c', 'B*': 'acquire c, wait c, release c',
             'C': 'yield, acquire c, notify c 1, release c, cancel A'}),
    program('the messages of cancels that come while a condition waits, and while it takes its lock again',
            {'c': 'condition'},
            {'A*': 'acquire c, wait c, release c, acquire c, wait c, release c',
             'B': 'yield, acquire c, notify c 1, yield, yield, yield, yield, release c'},
            [(4, 'cancel A first'), (5, 'cancel A second'), (9, 'cancel A third')]),
    program('two more units than waiters, and two that come behind those',
            {'s': 'semaphore 0'},
            {'A': 'acquire s', 'B': 'yield, release s, release s, release s', 'C': 'yield, acquire s', 'D': 'yield, acquire s'}),
    program('the only waiter was woken and is cancelled: whether its unit can be taken',
            {'s': 'semaphore 1'},
            {'A*': 'acquire s, yield, release s, cancel B, yield, yield, acquire s', 'B': 'acquire s'}),
    program('a waiter that was woken too late waits behind the others',
            {'s': 'semaphore 1'},
            {'A': 'acquire s, yield, release s, acquire s, yield, release s', 'B': 'acquire s, release s', 'C': 'acquire s, release s'}),
    program('a cancelled acquire that nobody has woken leaves the others where they are',
            {'s': 'semaphore 0'},
            {'A*': 'acquire s', 'B': 'acquire s', 'C': 'acquire s', 'D': 'yield, cancel A, yield, yield, release s, yield, release s'}),
    program('an acquire of a semaphore that is closed when it was woken', {'s': 'semaphore 0'},
            {'A': 'begin b acquire s, yield, release s, close b, yield, yield, acquire s', 'B': 'acquire s'}),
    program('an acquire of a semaphore that is closed while it waits', {'s': 'semaphore 0'},
            {'A': 'begin b acquire s, yield, close b, yield, release s', 'B': 'acquire s'}),
    program('an acquire of a lock that is closed when it was woken', {'l': 'lock'},
            {'A': 'acquire l, begin b acquire l, yield, release l, close b, yield, acquire l', 'B': 'acquire l'}),
    program('an acquire of a lock that is closed while it waits', {'l': 'lock'},
            {'A': 'acquire l, begin b acquire l, yield, close b, release l', 'B': 'acquire l'}),
    program('a get that is closed when it was woken', {'q': 'queue'},
            {'A': 'begin b get q, yield, put_nowait q 1, close b', 'B': 'get q'}),
    program('a put that is closed when it was woken', {'q': 'queue 1'},
            {'A': 'put_nowait q 1, begin b put q 2, yield, get_nowait q, close b', 'B': 'put q 3'}),
    program('a get and a put that are closed while they wait', {'q': 'queue 1', 'p': 'queue'},
            {'A': 'put_nowait q 1, begin b put q 2, begin c get p, yield, close b, close c, put_nowait p 3, get_nowait q',
             'B': 'put q 4', 'C': 'get p'}),
]

VERBS = {
    'lock': (['lock'], ['acquire x', 'release x', 'acquire x', 'release x', 'yield']),
    'event': (['event'], ['wait x', 'wait x', 'set x', 'clear x', 'yield']),
    'condition': (['condition'], ['acquire x', 'release x', 'wait x', 'wait x', 'notify x 1', 'notify x 2', 'notify_all x',
                                  'yield', 'acquire x', 'release x']),
    'semaphore': (['semaphore 0', 'semaphore 1', 'semaphore 2', 'bounded 1', 'bounded 2'],
                  ['acquire x', 'release x', 'acquire x', 'release x', 'yield']),
    'barrier': (['barrier 1', 'barrier 2', 'barrier 3'], ['wait x', 'wait x', 'wait x', 'wait x', 'yield', 'reset x', 'abort x']),
    'queue': (['queue', 'queue 1', 'queue 2', 'lifo 2', 'priority 2'],
              ['put x N', 'get x', 'put x N', 'get x', 'put_nowait x N', 'get_nowait x', 'task_done x', 'join x', 'yield',
               'shutdown x later', 'shutdown x now']),
}
OUTSIDE = {
    'lock': ['release x'], 'event': ['set x', 'clear x'], 'condition': ['notify x 1', 'notify_all x', 'release x'],
    'semaphore': ['release x'], 'barrier': [], 'queue': ['put_nowait x N', 'get_nowait x', 'shutdown x later']}


def random_program(rng):
    kind = rng.choice(sorted(VERBS))
    made, verbs = VERBS[kind]
    names = 'ABCD'[:rng.randint(2, 4)]
    tasks = {}
    for name in names:
        ops = [rng.choice(verbs + ['cancel T']) for _ in range(rng.randint(1, 6))]
        if kind in ('lock', 'semaphore', 'condition') and rng.random() < 0.6:
            ops.insert(0, 'acquire x')
        tasks[name + rng.choice(['', '*'])] = ', '.join(
            op.replace('N', str(rng.randint(1, 9))).replace('T', rng.choice(names)) for op in ops)
    outside = [(rng.randint(1, 9), rng.choice(['cancel T', 'cancel T'] + OUTSIDE[kind])
                .replace('N', str(rng.randint(1, 9))).replace('T', rng.choice(names))) for _ in range(rng.randint(0, 5))]
    return program('random', {'x': rng.choice(made)}, tasks, outside)


def filled(rng, op, names):
    op = op.replace('N', str(rng.randint(1, 9))).replace('T', rng.choice(names))
    return op.replace('M', 'm%d' % rng.randint(1, 9))


def calls_from_outside(rng, kind, names):
    """Cancels, some of them with a message, and what the kind has that is in every Python."""
    calls = [call for call in OUTSIDE[kind] if not call.startswith('shutdown')]
    return [(rng.randint(1, 7), filled(rng, rng.choice(['cancel T', 'cancel T M'] + calls), names))
            for _ in range(rng.randint(1, 6))]


def contended_program(rng):
    """One that every Python has: many tasks, many cancels."""
    kind = rng.choice(['lock', 'condition', 'semaphore', 'semaphore', 'semaphore', 'queue'])
    made, verbs = VERBS[kind]
    verbs = [verb for verb in verbs if not verb.startswith('shutdown')]
    names = 'ABCDE'[:rng.randint(3, 5)]
    tasks = {}
    for name in names:
        ops = [rng.choice(verbs + ['cancel T', 'yield']) for _ in range(rng.randint(1, 7))]
        if kind != 'queue' and rng.random() < 0.8:
            ops.insert(0, 'acquire x')
        tasks[name + rng.choice(['', '*'])] = ', '.join(filled(rng, op, names) for op in ops)
    return program('random', {'x': rng.choice(made)}, tasks, calls_from_outside(rng, kind, names))


BLOCKS = {
    'lock': ['acquire x, yield, release x', 'acquire x, release x', 'yield'],
    'condition': ['acquire x, wait x, release x', 'acquire x, wait x, wait x, release x', 'acquire x, notify x 1, release x',
                  'acquire x, notify x 2, yield, yield, release x', 'acquire x, notify x 1, release x, cancel T'],
    'semaphore': ['acquire x', 'acquire x, yield, release x', 'release x, release x', 'release x, cancel T', 'yield'],
    'queue': ['put x N', 'get x', 'put_nowait x N, cancel T', 'get_nowait x, cancel T', 'task_done x, yield', 'join x']}


def usual_program(rng):
    """One that every Python has, of blocks as people write them."""
    kind = rng.choice(['lock', 'condition', 'condition', 'semaphore', 'semaphore', 'queue'])
    names = 'ABCDE'[:rng.randint(3, 5)]
    tasks = {}
    for name in names:
        blocks = [rng.choice(BLOCKS[kind]) for _ in range(rng.randint(1, 3))]
        tasks[name + rng.choice(['', '*', '*'])] = ', '.join(filled(rng, block, names) for block in blocks)
    return program('random', {'x': rng.choice(VERBS[kind][0])}, tasks, calls_from_outside(rng, kind, names))


def programs():
    made = [('H%02d' % number, one) for number, one in enumerate(HAND, 1)]
    for letter, seed, count, make in (('R', 314, 400, random_program), ('S', 36, 100, contended_program),
                                      ('T', 313, 200, usual_program)):
        rng = random.Random(seed)
        made += [('%s%03d' % (letter, number), make(rng)) for number in range(count)]
    return made


def record(lines):
    """The lines with the traces of this Python."""
    before = {line['id']: line for line in lines}
    for name, one in programs():
        about = one.pop('about')
        line = before.get(name)
        traces = traces_of(line) if line and line['program'] == one else {}
        traces.pop(PYTHON, None)
        if exists(one):
            traces[PYTHON] = Run(one).run()
        yield {'id': name, 'about': about, 'program': one, 'traces': merged(traces)}


if __name__ == '__main__':
    update(sys.argv[1], record)
