"""Runs CPython's own tests of Task and Future (the classes for those in C)."""

import io
import sys
import unittest
from asyncio import futures, tasks

MODULES = ('test_futures', 'test_tasks')


def run(library):
    """How many ran, and the ids of those that did not pass; of asyncio's own Task and Future if there are no others."""
    if not hasattr(tasks, '_CTask'):
        tasks._CTask = tasks.Task
        futures._CFuture = futures.Future
    import test

    if library + '/test' not in test.__path__:
        test.__path__.append(library + '/test')
    suite = unittest.TestSuite()
    for name in MODULES:
        module = __import__('test.test_asyncio.' + name, fromlist=['*'])
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, unittest.TestCase) and 'C' in value.__name__[:2]:
                suite.addTests(unittest.defaultTestLoader.loadTestsFromTestCase(value))
    output = io.StringIO()
    result = unittest.TextTestRunner(stream=output).run(suite)
    failed = {test.id(): text for test, text in result.failures + result.errors}
    return result.testsRun - len(result.skipped), list(failed), list(failed.values())
