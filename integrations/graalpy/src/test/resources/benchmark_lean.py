"""A lean Task in Python, to compare with: it is its own entry in the ready queue and in a future's callbacks, so that there is no
Handle and no bound method; there is no registry, no debug mode, no report, no eager start, no other future than its own."""

import asyncio
import contextvars
from asyncio import exceptions, futures, tasks


class LeanFuture(futures._PyFuture):
    def __init__(self, *, loop):
        self._loop = loop
        self._callbacks = []

    def set_result(self, result):
        if self._state != 'PENDING':
            raise exceptions.InvalidStateError(self._state)
        self._result = result
        self._finish('FINISHED')

    def set_exception(self, exception):
        if self._state != 'PENDING':
            raise exceptions.InvalidStateError(self._state)
        self._exception = exception
        self._exception_tb = exception.__traceback__
        self._finish('FINISHED')

    def cancel(self, msg=None):
        if self._state != 'PENDING':
            return False
        self._cancel_message = msg
        self._finish('CANCELLED')
        return True

    def _finish(self, state):
        self._state = state
        callbacks = self._callbacks
        if callbacks:
            self._callbacks = []
            for callback, context in callbacks:
                if context is None:
                    self._loop._ready.append(callback)  # a task
                else:
                    self._loop.call_soon(callback, self, context=context)

    def __await__(self):
        if self._state == 'PENDING':
            self._asyncio_future_blocking = True
            yield self
        return self.result()


class LeanTask(LeanFuture):
    _cancelled = False  # as an entry of the ready queue
    _must_cancel = False
    _fut_waiter = None
    _num_cancels_requested = 0

    def __init__(self, coro, *, loop, context=None):
        self._loop = loop
        self._callbacks = []
        self._coro = coro
        self._send = coro.send
        self._context = contextvars.copy_context() if context is None else context
        loop._ready.append(self)

    def cancel(self, msg=None):
        if self._state != 'PENDING':
            return False
        self._num_cancels_requested += 1
        if self._fut_waiter is None or not self._fut_waiter.cancel(msg=msg):
            self._must_cancel = True
            self._cancel_message = msg
        return True

    def _run(self):
        error = None
        waiter = self._fut_waiter
        if waiter is not None:
            self._fut_waiter = None
            if waiter._state == 'CANCELLED':
                error = waiter._make_cancelled_error()
            else:
                error = waiter._exception
        if self._must_cancel:
            self._must_cancel = False
            if not isinstance(error, exceptions.CancelledError):
                error = self._make_cancelled_error()
        tasks._enter_task(self._loop, self)
        try:
            if error is None:
                value = self._context.run(self._send, None)
            else:
                value = self._context.run(self._coro.throw, error)
        except StopIteration as end:
            if self._must_cancel:
                LeanFuture.cancel(self, self._cancel_message)
            else:
                self.set_result(end.value)
        except exceptions.CancelledError as cancelled:
            self._cancelled_exc = cancelled
            LeanFuture.cancel(self)
        except (KeyboardInterrupt, SystemExit) as error:
            self.set_exception(error)
            raise
        except BaseException as error:
            self.set_exception(error)
        else:
            if value is None:
                self._loop._ready.append(self)
            else:
                value._asyncio_future_blocking = False
                if isinstance(value, LeanFuture):
                    value._callbacks.append((self, None))
                else:
                    value.add_done_callback(self._wake, context=self._context)
                self._fut_waiter = value
                if self._must_cancel and value.cancel(msg=self._cancel_message):
                    self._must_cancel = False
        finally:
            tasks._leave_task(self._loop, self)

    def _wake(self, _):
        self._loop._ready.append(self)


class LeanLoop(asyncio.SelectorEventLoop):
    def create_future(self):
        return LeanFuture(loop=self)

    def create_task(self, coro, *, name=None, context=None):
        return LeanTask(coro, loop=self, context=context)
