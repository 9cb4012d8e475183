package io.github.aiotask.direct;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Where coroutines get their threads from. */
final class CoroutineThreads {
  private static final String NAME = "aiotask-coroutine-";
  private static final AtomicLong COUNT = new AtomicLong();

  /** Ends the threads of coroutines that were dropped. */
  static final Cleaner CLEANER = Cleaner.create();

  private CoroutineThreads() {}

  /** One for a coroutine, a daemon that is not started. */
  static Thread newThread(boolean virtual, @Nullable Mount mount, Runnable body) {
    String name = NAME + COUNT.getAndIncrement();
    return mount == null ? newThread(virtual, name, body) : Mount.newThread(mount, name, body);
  }

  /** A daemon that is not started. */
  static Thread newThread(boolean virtual, String name, Runnable body) {
    if (virtual) {
      return VirtualThreads.create(name, body);
    }
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    return thread;
  }
}
