package io.github.aiotask.jmh;

import io.github.aiotask.direct.Carrier;
import io.github.aiotask.direct.Direct;
import java.util.Locale;
import java.util.concurrent.Callable;

/** How a coroutine in direct style is resumed: its carrier, and the thread that runs the loop. */
enum DirectKind {
  /** On continuations in the loop's thread. */
  CONTINUATION(Carrier.CONTINUATION),
  /** On virtual threads that the loop's host schedules, which takes a flag. */
  SCHEDULED(Carrier.VIRTUAL_THREAD),
  /** On virtual threads that the JVM schedules, as it schedules the loop's: what there is without a flag. */
  VIRTUAL(Carrier.VIRTUAL_THREAD),
  /** On platform threads. */
  PLATFORM(Carrier.PLATFORM_THREAD);

  private static final int FIRST_SCHEDULED = 24;

  private final Carrier carrier;

  DirectKind(Carrier carrier) {
    this.carrier = carrier;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  Carrier carrier() {
    return carrier;
  }

  /** Whether this JVM has it, as it was started. */
  boolean isThere() {
    return carrier.isAvailable() && (this != SCHEDULED || canSchedule());
  }

  private static boolean canSchedule() {
    return Runtime.version().feature() >= FIRST_SCHEDULED
        && Object.class.getModule().isOpen("java.lang", DirectKind.class.getModule());
  }

  /** How many resumes a run is to have: a fraction of a second. */
  int resumes() {
    return this == PLATFORM ? 1000 : 10_000;
  }

  /** Whether other threads than the caller's do the work. */
  boolean isTimedByTheWall() {
    return this != CONTINUATION;
  }

  /** Calls what runs a loop, in a thread where its coroutines are resumed in this way. */
  long runLoop(Callable<Long> body) throws Exception {
    return switch (this) {
      case CONTINUATION, PLATFORM -> body.call();
      case SCHEDULED -> Direct.runLoop(body);
      case VIRTUAL -> JdkThreads.callInVirtual(body); // Direct.runLoop would schedule it, if it can
    };
  }
}
