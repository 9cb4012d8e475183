package io.github.aiotask.properties.plain.functions;

import static io.github.aiotask.properties.plain.functions.FunctionFault.WAIT_FOR_DROPS_VALUE;

import io.github.aiotask.Awaitable;
import io.github.aiotask.StateMachine;
import org.jspecify.annotations.Nullable;

/** A waitFor inside of a timeout, or before 3.12 one that has no time (§10.27, §10.28). */
final class PlainWaitFor extends StateMachine<@Nullable Object> {
  private final PlainFunctions functions;
  private final Awaitable<?> awaitable;
  private final @Nullable Long nanos;
  private @Nullable PlainTimeout timeout;
  private boolean begun;

  PlainWaitFor(PlainFunctions functions, Awaitable<?> awaitable, @Nullable Long nanos) {
    this.functions = functions;
    this.awaitable = awaitable;
    this.nanos = nanos;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object sent, @Nullable Throwable raised) throws Throwable {
    if (!begun) {
      begun = true;
      if (raised != null) {
        throw raised;
      }
      timeout = functions.since(12) ? new PlainTimeout(functions, nanos) : null;
      return await(awaitable);
    }
    if (timeout == null) {
      if (raised != null) {
        throw raised;
      }
      return returns(sent);
    }
    if (timeout.expired() && functions.is(WAIT_FOR_DROPS_VALUE)) {
      timeout.exit(functions.runtime.guest().newCancelled(null, null));
    }
    timeout.exit(raised);
    return returns(sent);
  }
}
