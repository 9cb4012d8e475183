package io.github.aiotask.guest;

import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest;
import io.github.aiotask.Registry;
import io.github.aiotask.Task;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The toy language's answers. It counts the questions, and each can be made to fail once. */
final class ToyGuest implements Guest {

  enum Question {
    KIND_OF,
    NEW_CANCELLED,
    NEW_ERROR,
    AS_FUTURE,
    IS_GENERATOR,
    CAPTURE_CONTEXT,
    RUN_IN_CONTEXT
  }

  /** A guest's object that stands for a future, as a language's own wrapper around a Java object does. */
  static final class Boxed extends Opaque {
    final FutureLike<?> future;

    Boxed(FutureLike<?> future) {
      this.future = future;
    }
  }

  private final Map<Question, Integer> asked = new EnumMap<>(Question.class);
  private final Map<Question, Raised> failing = new EnumMap<>(Question.class);

  /** Those that the library has told of, by {@link #taskCreated}. */
  final List<Task<?>> created = new ArrayList<>();

  /** Whose the last CancelledError was. */
  Future<?> cancelled;

  /** The messages of CancelledErrors, in order. */
  final List<Object> messages = new ArrayList<>();

  /** With what the bodies in contexts were called, in order. */
  final List<Object> arguments = new ArrayList<>();

  /** Thrown by the next taskCreated, once. */
  Raised refusal;

  /** That of the runtime whose guest this is. */
  Registry registry;

  /** Where toy code runs now. */
  ToyContext context = new ToyContext(null);

  int asked(Question question) {
    return asked.getOrDefault(question, 0);
  }

  int askedAtAll() {
    return asked.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Has the next answer to a question fail. */
  Raised failOnce(Question question) {
    Raised error = ToyClass.VALUE_ERROR.raised(question);
    failing.put(question, error);
    return error;
  }

  boolean hasFailed(Question question) {
    return !failing.containsKey(question);
  }

  private void ask(Question question) {
    asked.merge(question, 1, Integer::sum);
    Raised error = failing.remove(question);
    if (error != null) {
      throw error;
    }
  }

  @Override
  public ExceptionKind kindOf(Throwable error) {
    ask(Question.KIND_OF);
    if (!(error instanceof Raised raised)) {
      return Guest.super.kindOf(error);
    }
    ToyClass type = raised.exception.type;
    if (type.isA(ToyClass.CANCELLED_ERROR)) {
      return ExceptionKind.CANCELLED;
    }
    if (type.isA(ToyClass.STOP_ITERATION)) {
      return ExceptionKind.STOP_ITERATION;
    }
    if (type.isA(ToyClass.KEYBOARD_INTERRUPT)) {
      return ExceptionKind.EXIT;
    }
    return type.isA(ToyClass.EXCEPTION) ? ExceptionKind.EXCEPTION : ExceptionKind.BASE_EXCEPTION;
  }

  @Override
  public Throwable newCancelled(Future<?> subject, Object message) {
    ask(Question.NEW_CANCELLED);
    cancelled = subject;
    messages.add(message);
    return ToyClass.CANCELLED_ERROR.raised(message);
  }

  @Override
  public Throwable newError(ErrorKind kind, Object subject, Object value) {
    ask(Question.NEW_ERROR);
    ToyClass type =
        switch (kind) {
          case NOT_READY, ALREADY_DONE -> ToyClass.INVALID_STATE_ERROR;
          case NOT_A_COROUTINE, COROUTINE_AS_CALLBACK -> ToyClass.TYPE_ERROR;
          default -> ToyClass.RUNTIME_ERROR;
        };
    return new ToyException(type, subject, kind, value).raised;
  }

  @Override
  public void taskCreated(Task<?> task) {
    Raised refused = refusal;
    refusal = null;
    if (refused != null) {
      throw refused;
    }
    created.add(task);
  }

  @Override
  public FutureLike<?> asFuture(Object yielded) {
    ask(Question.AS_FUTURE);
    if (yielded instanceof Boxed boxed) {
      return boxed.future;
    }
    if (yielded instanceof ToyDerived object) {
      boolean itself = registry.currentTask(object.base.loop()) == object.base; // §4.4
      return itself ? object.base : new ToyDerived.Awaited(object);
    }
    return yielded instanceof ToyFuture || yielded instanceof Future<?> ? (FutureLike<?>) yielded : null;
  }

  @Override
  public boolean isGenerator(Object yielded) {
    ask(Question.IS_GENERATOR);
    return yielded instanceof ToyGenerator;
  }

  @Override
  public Object captureContext() {
    ask(Question.CAPTURE_CONTEXT);
    return new ToyContext(context.variable);
  }

  @Override
  public <A> void runInContext(Object inside, Callback<? super A> body, A argument) throws Exception {
    ask(Question.RUN_IN_CONTEXT);
    arguments.add(argument);
    ToyContext entered = (ToyContext) inside;
    entered.enter();
    ToyContext former = context;
    context = entered;
    try {
      body.call(argument);
    } finally {
      context = former;
      entered.leave();
    }
  }
}
