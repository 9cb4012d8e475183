package io.github.aiotask.impl;

import io.github.aiotask.Callback;
import io.github.aiotask.Guest;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.Interrupts;
import io.github.aiotask.LoopError;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.Task;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where a loop's reports go: the exception handler, or else the log (§8.18, §8.19). Confined to the loop's thread, but for the choice
 * of the handler.
 */
final class Reporter {
  private final Guest guest;
  private final VersionRules rules;
  private volatile @Nullable Callback<? super LoopError> handler;

  Reporter(Guest guest, VersionRules rules) {
    this.guest = guest;
    this.rules = rules;
  }

  void setHandler(@Nullable Callback<? super LoopError> handler) {
    this.handler = handler;
  }

  /** Throws nothing but an EXIT of the handler. */
  void report(LoopError error) {
    Callback<? super LoopError> present = handler;
    if (present == null) {
      ErrorLog.write(error);
      return;
    }
    try {
      Object context = contextOf(error);
      if (context == null) {
        present.call(error);
      } else {
        reportInContext(context, present, error); // §8.19
      }
    } catch (Throwable raised) { // §8.18
      throwIfExit(raised);
      Interrupts.keep(raised); // §8.28
      ErrorLog.write(error);
      ErrorLog.write(new LoopError(Kind.HANDLER_RAISED, raised, null, null));
    }
  }

  /** What the handler throws does not go through the guest's frames (§3.22). */
  private void reportInContext(Object context, Callback<? super LoopError> present, LoopError error) throws Throwable {
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Callback<LoopError> inside =
        report -> {
          try {
            present.call(report);
          } catch (Throwable raised) {
            thrown.set(raised);
          }
        };
    guest.runInContext(context, inside, error);
    Throwable raised = thrown.get();
    if (raised != null) {
      throw raised;
    }
  }

  /** Asks the guest without reporting its failure, for this is where failures go. */
  private void throwIfExit(Throwable raised) {
    ExceptionKind kind;
    try {
      kind = guest.kindOf(raised);
    } catch (Throwable failure) {
      LoopState.throwIfFatal(failure);
      ErrorLog.write(new LoopError(Kind.HANDLER_RAISED, failure, null, null));
      return;
    }
    if (kind == ExceptionKind.EXIT || (kind == ExceptionKind.BASE_EXCEPTION && rules.baseExceptionEscapes)) {
      throw Thrown.as(raised);
    }
  }

  private @Nullable Object contextOf(LoopError error) {
    if (!rules.handlerInContext || error.kind() == Kind.OBSERVER_RAISED) { // observers are told inside of it
      return null;
    }
    Object source = error.source();
    if (source instanceof Task<?> task) {
      return task.context();
    }
    return source instanceof LoopHandle<?> handle ? handle.context() : null;
  }
}
