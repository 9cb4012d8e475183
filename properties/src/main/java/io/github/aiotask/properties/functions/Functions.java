package io.github.aiotask.properties.functions;

import io.github.aiotask.Awaitable;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * asyncio's functions (§10) on one loop, as programs use them. Times are in nanoseconds from now, null if there is no limit;
 * what they give and raise is what {@link Values} knows.
 */
public interface Functions {

  /**
   * gather.
   *
   * @param outcomes whether of outcomes (§10.8)
   * @return the future that it is
   */
  Future<?> gather(List<? extends Awaitable<?>> awaitables, boolean outcomes);

  /**
   * shield.
   *
   * @return the future that it is; the inner one itself if that is done
   */
  Future<?> shield(Awaitable<?> awaitable);

  /**
   * wait.
   *
   * @param awaitables one at least; before 3.11 coroutines too (§10.25)
   * @param until first, exception or all
   * @return gives who is done, and who is not
   */
  Coroutine<?> wait(List<? extends Awaitable<?>> awaitables, String until, @Nullable Long nanos);

  /** waitFor. */
  Coroutine<?> waitFor(Awaitable<?> awaitable, @Nullable Long nanos);

  /** A timeout, entered. */
  TimeoutScope enterTimeout(@Nullable Long nanos);

  /** A group of tasks, entered. */
  GroupScope enterGroup();
}
