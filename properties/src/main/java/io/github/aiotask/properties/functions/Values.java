package io.github.aiotask.properties.functions;

import io.github.aiotask.asyncio.BaseExceptionGroup;
import io.github.aiotask.asyncio.ExceptionGroup;
import io.github.aiotask.asyncio.Outcome;
import io.github.aiotask.asyncio.Waited;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What asyncio's functions give and raise, as Python has it. */
public final class Values {

  private Values() {}

  /** An outcome is its result or error, and of a wait there are two lists; all else is what it is. */
  public static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Outcome<?> outcome) {
      return outcome.isSuccess() ? outcome.result() : outcome.error();
    }
    return value instanceof Waited<?> waited ? List.of(waited.done(), waited.pending()) : value;
  }

  /** The name of an error. */
  public static String nameOf(Throwable error) {
    if (error instanceof TimeoutException) {
      return "TimeoutError()";
    }
    if (error instanceof IllegalArgumentException) {
      return "OTHER_LOOP"; // all other arguments that a function refuses are refused by the kit before
    }
    return error.getClass().getSimpleName();
  }

  /** Whether a group of errors has one that is no EXCEPTION. */
  public static boolean isBaseGroup(Throwable error) {
    return error instanceof BaseExceptionGroup;
  }

  /** Those of a group of errors; none of any other error. */
  public static List<Throwable> membersOf(Throwable error) {
    if (error instanceof ExceptionGroup group) {
      return group.exceptions();
    }
    return error instanceof BaseExceptionGroup group ? group.exceptions() : List.of();
  }
}
