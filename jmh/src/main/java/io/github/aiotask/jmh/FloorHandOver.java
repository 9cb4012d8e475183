package io.github.aiotask.jmh;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;

/** What suspends and resumes, without a task or a loop: there and back is one operation. */
final class FloorHandOver implements Variant {
  private interface Pair {
    void resume(int times) throws Exception;
  }

  private final DirectKind kind;
  private final Pair pair;
  private long resumed; // by the one that is resumed

  FloorHandOver(DirectKind kind) {
    this.kind = kind;
    try {
      this.pair =
          switch (kind) {
            case CONTINUATION -> continuation();
            case SCHEDULED -> scheduled();
            case VIRTUAL, PLATFORM -> new Threads();
          };
    } catch (Throwable missing) {
      throw new IllegalStateException("there is no " + kind, missing);
    }
  }

  @Override
  public boolean isTimedByTheWall() {
    return kind.isTimedByTheWall();
  }

  @Override
  public int operations() {
    return kind.resumes();
  }

  @Override
  public long run() throws Exception {
    pair.resume(kind.resumes());
    return resumed;
  }

  private Pair continuation() throws Throwable {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    Class<?> type = Class.forName("jdk.internal.vm.Continuation");
    Class<?> scopeType = Class.forName("jdk.internal.vm.ContinuationScope");
    Object scope = lookup.findConstructor(scopeType, methodType(void.class, String.class)).invoke("floor");
    MethodHandle leave =
        lookup.findStatic(type, "yield", methodType(boolean.class, scopeType)).bindTo(scope).asType(methodType(void.class));
    Runnable body =
        () -> {
          while (true) {
            resumed++;
            call(leave);
          }
        };
    Object continuation = lookup.findConstructor(type, methodType(void.class, scopeType, Runnable.class)).invoke(scope, body);
    MethodHandle run = lookup.findVirtual(type, "run", methodType(void.class)).bindTo(continuation);
    return times -> {
      for (int i = 0; i < times; i++) {
        call(run);
      }
    };
  }

  private static void call(MethodHandle handle) {
    try {
      handle.invokeExact();
    } catch (Throwable error) {
      throw new IllegalStateException(error);
    }
  }

  /** A virtual thread whose scheduler is a queue of the caller's. */
  private Pair scheduled() throws ReflectiveOperationException {
    ArrayDeque<Runnable> ready = new ArrayDeque<>();
    Thread thread =
        JdkThreads.startVirtual(
            ready::add,
            () -> {
              while (true) {
                resumed++;
                LockSupport.park();
              }
            });
    ready.remove().run();
    return times -> {
      for (int i = 0; i < times; i++) {
        LockSupport.unpark(thread);
        ready.remove().run();
      }
    };
  }

  /** Two threads that take turns, both virtual or both not. */
  private final class Threads implements Pair {
    private volatile boolean others;
    private volatile Thread caller = Thread.currentThread();
    private final Thread other;

    @SuppressWarnings("this-escape") // as written, it waits for its turn
    Threads() throws ReflectiveOperationException {
      if (kind == DirectKind.VIRTUAL) {
        other = JdkThreads.startVirtual(this::answer);
      } else {
        other = new Thread(this::answer, "floor");
        other.setDaemon(true);
        other.start();
      }
    }

    private void answer() {
      while (true) {
        while (!others) {
          LockSupport.park();
        }
        resumed++;
        others = false;
        LockSupport.unpark(caller);
      }
    }

    @Override
    public void resume(int times) throws Exception {
      kind.runLoop(
          () -> {
            caller = Thread.currentThread();
            for (int i = 0; i < times; i++) {
              others = true;
              LockSupport.unpark(other);
              while (others) {
                LockSupport.park();
              }
            }
            return resumed;
          });
    }
  }
}
