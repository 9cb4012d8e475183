package io.github.aiotask.inspect;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * All tasks of all loops that {@link io.github.aiotask.asyncio.Asyncio} knows, as they were at one moment. Never changes; for any thread.
 *
 * @param taken when
 * @param loops those that are not closed
 */
public record Dump(Instant taken, List<LoopDump> loops) {

  /**
   * Copies.
   *
   * @param taken when
   * @param loops those that are not closed
   */
  public Dump {
    Objects.requireNonNull(taken, "Dump: the time is null");
    loops = List.copyOf(loops);
  }

  /**
   * As a table: a row for each task, with what it waits for and who waits for it; like {@code python -m asyncio ps}.
   *
   * @return lines
   */
  public String ps() {
    return new PsText(this).text();
  }

  /**
   * As trees: who awaits whom, and where each stands; like {@code python -m asyncio pstree}. A cycle is shown as such.
   *
   * @return lines
   */
  public String pstree() {
    StringBuilder text = new StringBuilder();
    for (LoopDump loop : loops) {
      text.append(LoopText.of(loop));
      new TreeText(loop, text).write();
    }
    return loops.isEmpty() ? LoopText.NONE : text.toString();
  }

  /**
   * As JSON: these records by their names, absent what is null.
   *
   * @return one object
   */
  public String json() {
    return new JsonText().of(this);
  }
}
