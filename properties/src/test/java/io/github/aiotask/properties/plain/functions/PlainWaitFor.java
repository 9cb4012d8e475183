package io.github.aiotask.properties.plain.functions;

import static io.github.aiotask.properties.plain.functions.FunctionFault.WAIT_FOR_DROPS_VALUE;

import io.github.aiotask.Awaitable;
import io.github.aiotask.StateMachine;
import org.jspecify.annotations.Nullable;

/** A waitFor inside of a timeout (§10.27, §10.28). */
final class PlainWaitFor extends StateMachine<@Nullable Object> {
  private final PlainFunctions functions;
  private final Awaitable<?> awaitable;
  private final @Nullable Long nanos;
  private @Nullable PlainTimeout timeout;

  PlainWaitFor(PlainFunctions functions, Awaitable<?> awaitable, @Nullable Long nanos) {
    this.functions = functions;
    this.awaitable = awaitable;
    this.nanos = nanos;
  }

  @Override
  protected @Nullable Object resume(@Nullable Object sent, @Nullable Throwable raised) throws Throwable {
    if (timeout == null) {
      if (raised != null) {
        throw raised;
      }
      timeout = new PlainTimeout(functions, nanos);
      return await(awaitable);
    }
    if (timeout.expired() && functions.is(WAIT_FOR_DROPS_VALUE)) {
      timeout.exit(functions.runtime.guest().newCancelled(null));
    }
    timeout.exit(raised);
    return returns(sent);
  }
}
