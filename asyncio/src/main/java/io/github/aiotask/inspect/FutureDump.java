package io.github.aiotask.inspect;

import java.util.List;
import java.util.Objects;

/**
 * A future that is no task and that waits for others, as a gather does.
 *
 * @param id among the tasks and futures of its loop, from 1 on; good in this dump only
 * @param what it is, in words
 * @param awaits the ids of those whose end is to end it, without those that are done
 */
public record FutureDump(int id, String what, List<Integer> awaits) {

  /**
   * Copies.
   *
   * @param id among those of its loop
   * @param what it is
   * @param awaits ids
   */
  public FutureDump {
    Objects.requireNonNull(what, "FutureDump: what it is is null");
    awaits = List.copyOf(awaits);
  }
}
