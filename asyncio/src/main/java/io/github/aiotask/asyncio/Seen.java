package io.github.aiotask.asyncio;

import io.github.aiotask.EventLoop;
import org.jspecify.annotations.Nullable;

/** What who looks at a loop needs: one for each loop, whatever Asyncios there are of it. */
final class Seen {
  final Questions questions;
  final Sightings sightings = new Sightings();

  /** The first of the timeouts that run. */
  @Nullable Timeout timeouts;

  Seen(EventLoop loop) {
    this.questions = new Questions(loop);
  }
}
