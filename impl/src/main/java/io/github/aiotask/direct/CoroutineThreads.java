package io.github.aiotask.direct;

import java.lang.ref.Cleaner;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Where coroutines get their threads from. */
final class CoroutineThreads {
  /** From here on a virtual thread that waits in a monitor leaves its carrier to others; before, a few of them stop all. */
  private static final int FIRST_VIRTUAL = 24;

  private static final String NAME = "aiotask-coroutine-";
  private static final ThreadFactory FACTORY = factory();

  /** Ends the threads of coroutines that were dropped. */
  static final Cleaner CLEANER = Cleaner.create();

  private CoroutineThreads() {}

  static Thread newThread(Runnable body) {
    return FACTORY.newThread(body);
  }

  private static ThreadFactory factory() {
    ThreadFactory virtual = Runtime.version().feature() >= FIRST_VIRTUAL ? virtualFactory() : null;
    return virtual == null ? platformFactory() : virtual;
  }

  /** {@code Thread.ofVirtual().name(NAME, 0).factory()}, which this class file is too old to say. */
  private static @Nullable ThreadFactory virtualFactory() {
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Class<?> type = Class.forName("java.lang.Thread$Builder");
      Object named = type.getMethod("name", String.class, long.class).invoke(builder, NAME, 0L);
      return (ThreadFactory) type.getMethod("factory").invoke(named);
    } catch (ReflectiveOperationException missing) {
      return null;
    }
  }

  private static ThreadFactory platformFactory() {
    AtomicLong count = new AtomicLong();
    return body -> {
      Thread thread = new Thread(null, body, NAME + count.getAndIncrement(), 0, false);
      thread.setDaemon(true);
      return thread;
    };
  }
}
