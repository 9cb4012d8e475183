package io.github.aiotask.direct;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
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
    Thread thread = FACTORY.newThread(body);
    if (thread == null) {
      throw new AssertionError("the JVM's own factories always give a thread");
    }
    return thread;
  }

  private static ThreadFactory factory() {
    ThreadFactory virtual = Runtime.version().feature() >= FIRST_VIRTUAL ? virtualFactory() : null;
    return virtual == null ? platformFactory() : virtual;
  }

  /** {@code Thread.ofVirtual().name(NAME, 0).factory()}, which this class file is too old to say. */
  private static @Nullable ThreadFactory virtualFactory() {
    try {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      Class<?> type = Class.forName("java.lang.Thread$Builder$OfVirtual");
      MethodHandle create = lookup.findStatic(Thread.class, "ofVirtual", methodType(type));
      MethodHandle name = lookup.findVirtual(type, "name", methodType(type, String.class, long.class));
      MethodHandle factory = lookup.findVirtual(type, "factory", methodType(ThreadFactory.class));
      return (ThreadFactory) factory.invoke(name.invoke(create.invoke(), NAME, 0L));
    } catch (Throwable missing) { // this JVM is built without them
      return null;
    }
  }

  private static ThreadFactory platformFactory() {
    AtomicLong count = new AtomicLong();
    return body -> {
      Thread thread = new Thread(body, NAME + count.getAndIncrement());
      thread.setDaemon(true);
      return thread;
    };
  }
}
