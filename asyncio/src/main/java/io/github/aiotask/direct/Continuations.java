package io.github.aiotask.direct;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/** The JVM's continuations, by method handles: this class file is older than they are. */
final class Continuations {
  private static final int FIRST = 21; // before it they are a preview
  private static final String PACKAGE = "jdk.internal.vm";

  /** Makes a continuation of a Runnable; null if there are none. */
  private static final @Nullable MethodHandle CREATE;

  private static final @Nullable MethodHandle RUN;
  private static final @Nullable MethodHandle YIELD;
  private static final @Nullable MethodHandle STACK_TRACE;

  /** Why there are none, and what to do; empty if there are. */
  static final String MISSING;

  static {
    MethodHandle create = null;
    MethodHandle run = null;
    MethodHandle leave = null;
    MethodHandle stackTrace = null;
    String missing = "";
    if (Runtime.version().feature() < FIRST) {
      missing = "this is Java " + Runtime.version().feature() + ", continuations are there from " + FIRST + " on";
    } else if (isFlagMissing()) {
      missing = "to have continuations add " + flag() + " to the command line of java";
    } else {
      try {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        Class<?> type = Class.forName(PACKAGE + ".Continuation");
        Class<?> scopeType = Class.forName(PACKAGE + ".ContinuationScope");
        Object scope = lookup.findConstructor(scopeType, methodType(void.class, String.class)).invoke("aiotask");
        create =
            MethodHandles.insertArguments(
                    lookup.findConstructor(type, methodType(void.class, scopeType, Runnable.class)), 0, scope)
                .asType(methodType(Object.class, Runnable.class));
        run = lookup.findVirtual(type, "run", methodType(void.class)).asType(methodType(void.class, Object.class));
        leave =
            MethodHandles.insertArguments(
                    lookup.findStatic(type, "yield", methodType(boolean.class, scopeType)), 0, scope)
                .asType(methodType(void.class));
        stackTrace =
            lookup
                .findVirtual(type, "getStackTrace", methodType(StackTraceElement[].class))
                .asType(methodType(StackTraceElement[].class, Object.class));
      } catch (Throwable error) { // this JVM is built without them
        missing = "this JVM has no continuations: " + error;
      }
    }
    CREATE = create;
    RUN = run;
    YIELD = leave;
    STACK_TRACE = stackTrace;
    MISSING = missing;
  }

  private Continuations() {}

  private static boolean isFlagMissing() {
    return !Object.class.getModule().isExported(PACKAGE, Continuations.class.getModule());
  }

  private static String flag() {
    Module own = Continuations.class.getModule();
    return "--add-exports java.base/" + PACKAGE + "=" + (own.isNamed() ? own.getName() : "ALL-UNNAMED");
  }

  static Object create(Runnable body) {
    try {
      return present(CREATE).invokeExact(body);
    } catch (Throwable error) {
      throw Thrown.as(error);
    }
  }

  /** Runs the body to its next yield or its end. */
  static void run(Object continuation) {
    try {
      present(RUN).invokeExact(continuation);
    } catch (Throwable error) {
      throw Thrown.as(error);
    }
  }

  /**
   * Suspends the innermost continuation of ours that runs in this thread.
   *
   * @throws IllegalStateException if a frame on its stack cannot be left
   */
  static void yield() {
    try {
      present(YIELD).invokeExact();
    } catch (Throwable error) {
      throw Thrown.as(error);
    }
  }

  /** The calls of one that is suspended. */
  static StackTraceElement[] stackTrace(Object continuation) {
    try {
      return (StackTraceElement[]) present(STACK_TRACE).invokeExact(continuation);
    } catch (Throwable error) {
      throw Thrown.as(error);
    }
  }

  private static MethodHandle present(@Nullable MethodHandle handle) {
    if (handle == null) {
      throw new UnsupportedOperationException(MISSING);
    }
    return handle;
  }
}
