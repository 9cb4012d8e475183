package io.github.aiotask.examples.service;

import static io.github.aiotask.direct.Direct.await;

import io.github.aiotask.asyncio.Asyncio;
import java.time.Duration;

/** Sleeps again and again, and tells by how much too long: so long others wait for their turn. */
final class LoopLag {
  private static final Duration PERIOD = Duration.ofMillis(100);

  private LoopLag() {}

  /** Until it is cancelled. */
  static void measure(Metrics metrics) throws Exception {
    Asyncio asyncio = Asyncio.current();
    while (true) {
      long due = asyncio.loop().time() + PERIOD.toNanos();
      await(asyncio.sleep(PERIOD));
      metrics.late(Math.max(0, asyncio.loop().time() - due));
    }
  }
}
