package io.github.aiotask;

import io.github.aiotask.Guest.ErrorKind;
import org.jspecify.annotations.Nullable;

/** Java's errors for each kind: what happened, to what, and what to do. */
final class JavaErrors {

  private JavaErrors() {}

  static RuntimeException newError(ErrorKind kind, @Nullable Object of, @Nullable Object value) {
    String subject = Text.of(of);
    return switch (kind) {
      case NOT_READY -> new InvalidStateException(subject + " is pending: await it, or ask isDone() first");
      case ALREADY_DONE -> {
        InvalidStateException error = new InvalidStateException(subject + " is done already: it is completed once");
        if (value instanceof Throwable refused) {
          error.addSuppressed(refused);
        }
        yield error;
      }
      case STEP_OF_DONE -> new InvalidStateException(subject + " is done already: only the loop steps a task, while pending");
      case STOP_ITERATION -> new IllegalStateException(
          "the end of a generator cannot be raised into " + subject, value instanceof Throwable cause ? cause : null);
      case STOP_ITERATION_REFUSED -> new IllegalArgumentException(
          "the end of a generator cannot be raised into " + subject + ": give it another error",
          value instanceof Throwable cause ? cause : null);
      case TASK_OUTCOME -> new IllegalStateException(
          subject + " has the outcome of its coroutine: cancel() it, or complete a future that it awaits");
      case NOT_A_COROUTINE -> new NullPointerException("the coroutine is null: a task runs a Coroutine");
      case ENTER -> new IllegalStateException("cannot enter " + subject + " while " + Text.of(value) + " runs in its loop");
      case LEAVE -> new IllegalStateException("cannot leave " + subject + ": running in its loop is " + Text.of(value));
      case OTHER_LOOP -> new IllegalStateException(
          subject + " awaited " + Text.of(value) + " of another loop: complete a future of its own loop by callSoonThreadsafe");
      case SELF_AWAIT -> new IllegalStateException(subject + " awaited itself: it would never end");
      case YIELD_WITHOUT_AWAIT -> new IllegalStateException(
          subject + " yielded " + Text.of(value) + " without the handshake: await it, or call suspend() before");
      case YIELDED_GENERATOR -> new IllegalStateException(
          subject + " yielded a coroutine: create a task of it and await that");
      case BAD_YIELD -> new IllegalStateException(
          subject + " yielded a " + Text.classOf(value) + ": a coroutine yields null or a future");
      case WAIT_CYCLE -> new IllegalStateException(
          subject + " leads into a cycle of tasks that wait for each other, where no cancel arrives: end one of these tasks by"
              + " TaskRuntime.base().cancel(task, message)");
      case LOOP_CLOSED -> new IllegalStateException(
          value == null
              ? subject + " is closed: create a new loop"
              : subject + " was closed before " + Text.of(value) + " had ended");
      case LOOP_RUNNING -> new IllegalStateException(
          value == null
              ? subject + " is running: await in its coroutines, or create tasks, instead of running it again; to end the run, stop() it"
              : subject + " cannot run in a thread that is running " + Text.of(value)
                  + ": await in that one's coroutines, or create tasks of it, instead of another run");
      case STOPPED_EARLY -> new IllegalStateException(
          subject + " was stopped before " + Text.of(value) + " was done: run it again, or do not stop it");
      case COROUTINE_AS_CALLBACK -> new IllegalArgumentException(
          "a coroutine was given to " + subject + " as a callback: create a task of it");
      case WRONG_THREAD -> new IllegalStateException(
          value == null
              ? subject + " was used by two threads at once, and may have lost calls: use callSoonThreadsafe;"
                  + " setDebug(true) shows where"
              : subject + " belongs to the thread " + value + ": use callSoonThreadsafe");
    };
  }
}
