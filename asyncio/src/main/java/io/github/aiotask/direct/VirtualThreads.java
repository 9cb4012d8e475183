package io.github.aiotask.direct;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The JVM's virtual threads, by method handles: this class file is older than they are. */
final class VirtualThreads {
  private static final int FIRST = 21; // before it they are a preview
  private static final int FIRST_GOOD = 24;
  private static final String PACKAGE = "java.lang";

  /** Of name and body; null if there are none. */
  private static final @Nullable MethodHandle UNSTARTED;

  /** Of scheduler, name, characteristics and body; null if the JVM's own scheduler is the only one. */
  private static final @Nullable MethodHandle SCHEDULED;

  /** The JVM's own scheduler, if others may be given. */
  private static final @Nullable Executor SCHEDULER;

  static {
    MethodHandle unstarted = null;
    MethodHandle scheduled = null;
    Executor scheduler = null;
    if (Runtime.version().feature() >= FIRST) {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      try {
        unstarted = unstarted(lookup);
        if (areGood() && !isFlagMissing()) {
          MethodHandles.Lookup inside = MethodHandles.privateLookupIn(Thread.class, lookup);
          Class<?> type = Class.forName("java.lang.VirtualThread");
          scheduler =
              (Executor) inside.findStatic(type, "defaultScheduler", methodType(Executor.class)).invoke();
          scheduled =
              inside.findStatic(
                  Class.forName("java.lang.ThreadBuilders"),
                  "newVirtualThread",
                  methodType(Thread.class, Executor.class, String.class, int.class, Runnable.class));
        }
      } catch (Throwable missing) { // this JVM is built without them, or without such schedulers
        scheduled = null;
      }
    }
    UNSTARTED = unstarted;
    SCHEDULED = scheduled;
    SCHEDULER = scheduled == null ? null : scheduler;
  }

  private VirtualThreads() {}

  /** {@code Thread.ofVirtual().name(name).unstarted(body)} */
  private static MethodHandle unstarted(MethodHandles.Lookup lookup) throws ReflectiveOperationException {
    Class<?> type = Class.forName("java.lang.Thread$Builder$OfVirtual");
    MethodHandle builder = lookup.findStatic(Thread.class, "ofVirtual", methodType(type));
    MethodHandle name = lookup.findVirtual(type, "name", methodType(type, String.class));
    MethodHandle unstarted = lookup.findVirtual(type, "unstarted", methodType(Thread.class, Runnable.class));
    MethodHandle named = MethodHandles.foldArguments(MethodHandles.dropArguments(name, 0), builder);
    return MethodHandles.collectArguments(unstarted, 0, named);
  }

  /** Whether this JVM has them. */
  static boolean areThere() {
    return UNSTARTED != null;
  }

  /** Whether one that waits in a monitor leaves its carrier to others; before, a few of them stop all. */
  static boolean areGood() {
    return Runtime.version().feature() >= FIRST_GOOD;
  }

  /** Whether they can be given a scheduler. */
  static boolean canBeScheduled() {
    return SCHEDULED != null;
  }

  private static boolean isFlagMissing() {
    return !Object.class.getModule().isOpen(PACKAGE, VirtualThreads.class.getModule());
  }

  /** What a scheduler of ours takes. */
  static String flag() {
    Module own = VirtualThreads.class.getModule();
    return "--add-opens java.base/" + PACKAGE + "=" + (own.isNamed() ? own.getName() : "ALL-UNNAMED");
  }

  /** One that the JVM schedules, or the scheduler of the thread that creates it. */
  static Thread create(String name, Runnable body) {
    try {
      return (Thread) present(UNSTARTED).invokeExact(name, body);
    } catch (Throwable error) {
      throw Thrown.as(error);
    }
  }

  /** One that the scheduler runs. */
  static Thread create(Executor scheduler, String name, Runnable body) {
    try {
      return (Thread) present(SCHEDULED).invokeExact(scheduler, name, 0, body);
    } catch (Throwable error) {
      throw Thrown.as(error);
    }
  }

  /** Has the JVM's own scheduler run what a virtual thread gave its scheduler. */
  static void runSomewhere(Runnable continuation) {
    Executor scheduler = SCHEDULER;
    if (scheduler == null) {
      throw new AssertionError("nothing is scheduled by others than the JVM");
    }
    scheduler.execute(continuation);
  }

  private static MethodHandle present(@Nullable MethodHandle handle) {
    if (handle == null) {
      throw new AssertionError("no carrier asks for what this JVM does not have");
    }
    return handle;
  }
}
