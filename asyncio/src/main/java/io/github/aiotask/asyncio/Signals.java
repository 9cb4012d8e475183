package io.github.aiotask.asyncio;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/**
 * Who hears of SIGINT, by sun.misc.Signal: Java has nothing else that tells of a signal before the JVM's own end begins. By method
 * handles, since javac warns of each use of that class, and its module, jdk.unsupported, need not be there.
 */
final class Signals {
  private static final String MISSING =
      "this JVM tells nobody of SIGINT: have it the module jdk.unsupported (java --add-modules jdk.unsupported)";

  private Signals() {}

  /**
   * Has a body run in a thread of the JVM's at each SIGINT.
   *
   * @return what has heard of it so far, for {@link #giveBack}; null if the process was started so that it ignores SIGINT, and still does
   * @throws UnsupportedOperationException if it cannot be had; it says what to do
   */
  @SuppressWarnings("unchecked") // of a class whose name is not written any object will do
  static @Nullable Object handle(Runnable body) {
    try {
      Class<Object> handler = (Class<Object>) Class.forName("sun.misc.SignalHandler");
      MethodHandle run =
          MethodHandles.publicLookup().findVirtual(Runnable.class, "run", methodType(void.class)).bindTo(body);
      MethodHandle anySignal = MethodHandles.dropArguments(run, 0, Class.forName("sun.misc.Signal"));
      Object former = set(MethodHandleProxies.asInterfaceInstance(handler, anySignal));
      if (former == ignoring(handler)) {
        set(former);
        return null;
      }
      return former;
    } catch (ReflectiveOperationException missing) {
      throw new UnsupportedOperationException(MISSING, missing);
    }
  }

  /** Has SIGINT reach who heard of it before. */
  static void giveBack(Object former) {
    try {
      set(former);
    } catch (ReflectiveOperationException missing) {
      throw new UnsupportedOperationException(MISSING, missing);
    }
  }

  private static Object ignoring(Class<?> handler) throws ReflectiveOperationException {
    try {
      return MethodHandles.lookup().findStaticGetter(handler, "SIG_IGN", handler).invoke();
    } catch (Throwable error) {
      throw Thrown.as(error);
    }
  }

  /** Answers the former one. */
  private static Object set(Object handler) throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Signal");
    Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    MethodHandle create = lookup.findConstructor(type, methodType(void.class, String.class));
    MethodHandle handle = lookup.findStatic(type, "handle", methodType(handlerType, type, handlerType));
    try {
      return handle.invoke(create.invoke("INT"), handler);
    } catch (IllegalArgumentException taken) {
      throw new UnsupportedOperationException(
          "SIGINT is not to be had from this JVM: start java without -Xrs (" + taken.getMessage() + ")", taken);
    } catch (Throwable error) {
      throw Thrown.as(error);
    }
  }
}
