"""What primitives.py and functions.py share: asyncio with the Task that is written in Python, and files of traces."""
import json
import sys

sys.modules['_asyncio'] = None
for name in [name for name in sys.modules if name.startswith('asyncio')]:
    del sys.modules[name]
import asyncio

VERSION = sys.version_info[:2]
PYTHON = '%d.%d' % VERSION


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
