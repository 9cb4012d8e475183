package io.github.aiotask.asyncio;

import io.github.aiotask.Task;
import org.jspecify.annotations.Nullable;

/** A callback of a future that says which task waits by it: 3.14's graph of who awaits whom (§10.88), which needs no other memory so. */
interface AwaiterCallback {

  /** That task; null if the wait began in none. */
  @Nullable Task<?> awaiter();
}
