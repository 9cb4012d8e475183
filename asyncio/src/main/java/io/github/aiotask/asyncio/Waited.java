package io.github.aiotask.asyncio;

import io.github.aiotask.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a wait found (§10.20): each future once, in the order of the arguments.
 *
 * @param <T> their results
 * @param done those that are done
 * @param pending those that are not
 */
public record Waited<T extends @Nullable Object>(List<Future<T>> done, List<Future<T>> pending) {

  /**
   * Copies the lists.
   *
   * @param done those that are done
   * @param pending those that are not
   */
  public Waited {
    done = List.copyOf(done);
    pending = List.copyOf(pending);
  }
}
