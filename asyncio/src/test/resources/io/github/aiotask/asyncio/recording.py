"""What primitives.py and functions.py share: asyncio with the Task that is written in Python, and files of traces."""
import json
import sys
import types

sys.modules['_asyncio'] = None
for name in [name for name in sys.modules if name.startswith('asyncio')]:
    del sys.modules[name]
if '--asyncio' in sys.argv:  # the folder of another package asyncio: that of 3.4 runs on 3.6
    sys.path.insert(0, sys.argv.pop(sys.argv.index('--asyncio') + 1))
    sys.argv.remove('--asyncio')
import asyncio

OLD = hasattr(asyncio.Future, '_blocking')
VERSION = (3, 4) if OLD else sys.version_info[:2]
PYTHON = '%d.%d' % VERSION


@types.coroutine
def iterated(old):
    return (yield from old)


def awaited(coroutine):
    """What can be awaited: the coroutines of 3.4 are generators."""
    return iterated(coroutine) if OLD else coroutine


def as_task(coroutine):
    """What a task takes: in 3.4 a generator."""
    def generator():
        return (yield from coroutine.__await__())
    return generator() if OLD else coroutine


def traces_of(line):
    """Python -> trace."""
    return {python: each['trace'] for each in line['traces'] for python in each['pythons']}


def merged(traces):
    """The newest Python first, those with the same trace together."""
    result = []
    for python in sorted(traces, key=lambda number: -int(number.split('.')[1])):
        for each in result:
            if each['trace'] == traces[python]:
                each['pythons'].insert(0, python)
                break
        else:
            result.append({'pythons': [python], 'trace': traces[python]})
    return result


def update(path, record):
    """Writes a file again, as "record" makes it of its lines."""
    with open(path) as file:
        before = [json.loads(line) for line in file]
    after = list(record(before))
    with open(path, 'w') as file:
        file.writelines(json.dumps(line) + '\n' for line in after)
