"""Runs one module of CPython's tests of asyncio, and says on standard output what came of each test.

    python3 tests.py                        which version this is, and which modules there are
    python3 tests.py NAME FIRST LIMIT       the tests of a module, a class of it or one test, as test_tasks.PyTask_PyFuture_Tests,
                                            from that number on, each within so many seconds
    python3 tests.py NAME FIRST LIMIT PLUG ADDRESS
                                            with that file in the place of the accelerator, and the bridge that it needs

Lines are words: "tests N", how many there are; "start NUMBER ID", then "ok", "skip REASON" or "fail TEXT" (strings of JSON);
"fixture ID TEXT" for a class or module that failed to get ready, "unfit ID REASON" for one that is not for here; and "end" at last.
"""
import faulthandler
import importlib.util
import json
import os
import sys
import unittest
import warnings

PACKAGE = 'test.test_asyncio'
out = os.fdopen(os.dup(1), 'w', encoding='utf-8', buffering=1)
os.dup2(2, 1)  # what tests print is not for the reader


def say(*words):
    print(*words, file=out, flush=True)


def load_plug(path, address):
    """Has asyncio find our module where it looks for its accelerator."""
    os.environ['AIOTASK_SUITE'] = address
    spec = importlib.util.spec_from_file_location('asyncio.plug', path)  # of asyncio: warnings name the first caller that is not
    module = sys.modules['_asyncio'] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    import asyncio
    if asyncio.tasks._CTask is not module.Task or asyncio.futures._CFuture is not module.Future or asyncio.Task is not module.Task:
        raise SystemExit('this asyncio takes no Task from _asyncio')


def tell_about():
    import test  # what is called so elsewhere is not CPython's
    say('version', '%d.%d' % sys.version_info[:2], sys.version.split()[0], sys.implementation.name)
    say('accelerated', importlib.util.find_spec('_asyncio') is not None)
    try:
        package = importlib.import_module(PACKAGE)
    except ImportError as error:
        say('missing', PACKAGE, error)
    else:
        for name in sorted(os.listdir(package.__path__[0])):
            if name.startswith('test_') and name.endswith('.py'):
                say('module', name[:-3])
    say('end')


def each_test(suite):
    for one in suite:
        if isinstance(one, unittest.TestSuite):
            yield from each_test(one)
        else:
            yield one


class Result(unittest.TestResult):
    """Says what happens."""

    def __init__(self, first, limit):
        super().__init__()
        self.number = first - 1
        self.limit = limit
        self.outcome = None

    def startTest(self, test):
        super().startTest(test)
        self.number += 1
        self.outcome = None
        say('start', self.number, test.id())
        faulthandler.dump_traceback_later(self.limit, exit=True)

    def stopTest(self, test):
        faulthandler.cancel_dump_traceback_later()
        super().stopTest(test)
        say(*(self.outcome or ('ok',)))

    def fail(self, test, error):
        text = json.dumps(error if isinstance(error, str) else self._exc_info_to_string(error, test))
        if not isinstance(test, unittest.TestCase):
            say('fixture', test.id(), text)
        elif self.outcome is None or self.outcome[0] != 'fail':
            self.outcome = 'fail', text

    addError = addFailure = fail

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        if not isinstance(test, unittest.TestCase):
            say('unfit', test.id(), json.dumps(reason))
        elif self.outcome is None:
            self.outcome = 'skip', json.dumps(reason)

    def addExpectedFailure(self, test, error):
        pass

    def addUnexpectedSuccess(self, test):
        self.fail(test, 'succeeds, which is not expected')

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self.fail(test, error)


def run(name, first, limit):
    suite = unittest.TestLoader().loadTestsFromName(PACKAGE + '.' + name)
    tests = list(each_test(suite))
    say('tests', len(tests))
    with warnings.catch_warnings():
        warnings.simplefilter('default')
        unittest.TestSuite(tests[first:]).run(Result(first, limit))
    say('end')


if __name__ == '__main__':
    sys.path.pop(0)  # our own folder
    if len(sys.argv) == 1:
        tell_about()
    else:
        if len(sys.argv) > 4:
            load_plug(*sys.argv[4:6])
        name, first, limit = sys.argv[1:4]
        del sys.argv[1:]
        run(name, int(first), float(limit))
