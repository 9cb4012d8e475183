package io.github.aiotask.direct;

import io.github.aiotask.LoopThread;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;

/** Looks at one of Java's per-thread things in coroutines on a carrier: whether it is each coroutine's own. */
final class PerThreadLook {
  private static final int SCOPED_VALUES = 25; // before it they are a preview

  private final Carrier carrier;
  private final RunnableLoop loop = TaskRuntime.load().newVirtualLoop();
  private final List<Object> seen = Collections.synchronizedList(new ArrayList<>());

  private PerThreadLook(Carrier carrier) {
    this.carrier = carrier;
  }

  /** What this JVM has. */
  static Set<PerThread> all() {
    return Runtime.version().feature() >= SCOPED_VALUES
        ? EnumSet.allOf(PerThread.class)
        : EnumSet.complementOf(EnumSet.of(PerThread.SCOPED_VALUES));
  }

  /** Prints what each carrier of this JVM keeps. */
  public static void main(String[] args) throws Exception {
    for (Carrier carrier : Carrier.values()) {
      for (boolean hosted : new boolean[] {false, true}) {
        if (carrier.isAvailable()) {
          Set<PerThread> own = EnumSet.noneOf(PerThread.class);
          for (PerThread thing : all()) {
            if (isOwn(carrier, hosted, thing)) {
              own.add(thing);
            }
          }
          System.out.println(carrier + (hosted ? " hosted " : " ") + own);
        }
      }
    }
    System.out.println("scheduled: " + VirtualThreads.canBeScheduled());
    System.exit(0);
  }

  /** Looks in a new thread, where nothing that leaks can do harm; hosted: in a loop that has a thread of its own. */
  static boolean isOwn(Carrier carrier, boolean hosted, PerThread thing) throws Exception {
    Callable<Boolean> look = () -> new PerThreadLook(carrier).isOwn(thing);
    FutureTask<Boolean> task = new FutureTask<>(hosted ? () -> Direct.runLoop(look) : look);
    Thread thread = new Thread(task, "looks at " + thing);
    thread.start();
    try {
      return task.get();
    } catch (ExecutionException raised) {
      if (raised.getCause() instanceof IllegalMonitorStateException) {
        return false; // it was not, and is gone
      }
      throw raised;
    } finally {
      thread.join();
    }
  }

  private boolean isOwn(PerThread thing) throws Exception {
    return switch (thing) {
      case THREAD_LOCALS -> threadLocals();
      case INHERITED_THREAD_LOCALS -> inheritedThreadLocals();
      case SCOPED_VALUES -> scopedValues();
      case MONITORS -> callersMonitor() && monitor();
      case LOCKS -> locks();
      case CURRENT_THREAD -> currentThread();
      case CONTEXT_CLASS_LOADER -> contextClassLoader();
      case INTERRUPTS -> interruptOfWhatSleeps() && interruptOfWhatRuns() && interruptThatIsLeft();
      case STACK_OVERFLOW -> stackOverflow();
    };
  }

  private <T> Task<T> task(Callable<T> body) {
    return loop.createTask(Direct.coroutine(carrier, body));
  }

  private void run(Task<?>... tasks) throws Exception {
    for (Task<?> task : tasks) {
      loop.runUntilComplete(task);
    }
  }

  private boolean haveSeen(Object... expected) {
    return seen.equals(Arrays.asList(expected));
  }

  // ---- what each has for itself

  private boolean threadLocals() throws Exception {
    ThreadLocal<String> local = ThreadLocal.withInitial(() -> "initial");
    local.set("the loop's");
    Callable<String> body =
        () -> {
          String first = local.get();
          String mine = "one of " + seen.size();
          seen.add(first);
          local.set(mine);
          Direct.yieldNow();
          return local.get().equals(mine) ? "own" : "another's";
        };
    Task<String> one = task(body);
    Task<String> other = task(body);
    run(one, other);
    seen.addAll(List.of(one.result(), other.result(), local.get()));
    return haveSeen("initial", "initial", "own", "own", "the loop's");
  }

  private boolean inheritedThreadLocals() throws Exception {
    InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
    Task<String> parent =
        task(
            () -> {
              local.set("parent's");
              Task<String> child =
                  task(
                      () -> {
                        String inherited = local.get();
                        local.set("child's");
                        Direct.yieldNow();
                        return inherited + " " + local.get();
                      });
              local.set("later");
              return Direct.await(child) + " " + local.get();
            });
    run(parent);
    seen.addAll(Collections.singletonList(parent.result()));
    seen.add(local.get() == null);
    return haveSeen("parent's child's later", true);
  }

  private boolean scopedValues() throws Exception {
    Class<?> type = Class.forName("java.lang.ScopedValue");
    Method where = type.getMethod("where", type, Object.class);
    Method orElse = type.getMethod("orElse", Object.class);
    Method bound = Class.forName("java.lang.ScopedValue$Carrier").getMethod("run", Runnable.class);
    Object user = type.getMethod("newInstance").invoke(null);
    Task<String> alice =
        task(
            () -> {
              Runnable inside =
                  () -> {
                    try {
                      Direct.yieldNow();
                      Direct.yieldNow();
                      seen.add(orElse.invoke(user, "nobody"));
                    } catch (Exception error) {
                      throw Thrown.as(error);
                    }
                  };
              bound.invoke(where.invoke(null, user, "alice"), inside);
              return (String) orElse.invoke(user, "nobody");
            });
    Task<String> other =
        task(
            () -> {
              Direct.yieldNow();
              return (String) orElse.invoke(user, "nobody");
            });
    run(alice, other);
    seen.addAll(List.of(alice.result(), other.result(), orElse.invoke(user, "nobody")));
    return haveSeen("alice", "nobody", "nobody", "nobody");
  }

  private boolean currentThread() throws Exception {
    Thread loops = LoopThread.current();
    Callable<Thread> body =
        () -> {
          Thread first = Thread.currentThread();
          Direct.yieldNow();
          seen.add(first == Thread.currentThread() && LoopThread.current() == loops ? first.getName() : "changes");
          return first;
        };
    Task<Thread> one = loop.createTask(Direct.coroutine(carrier, body), new TaskOptions("one's name", null, false));
    Task<Thread> other = task(body);
    run(one, other);
    return haveSeen("one's name", other.name()) && one.result() != other.result() && one.result() != Thread.currentThread();
  }

  private boolean contextClassLoader() throws Exception {
    ClassLoader loops = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader parents = new URLClassLoader(new URL[0]);
        URLClassLoader childs = new URLClassLoader(new URL[0])) {
      Task<Boolean> parent =
          task(
              () -> {
                Thread.currentThread().setContextClassLoader(parents);
                Task<Boolean> child =
                    task(
                        () -> {
                          Thread mine = Thread.currentThread();
                          boolean inherited = mine.getContextClassLoader() == parents;
                          mine.setContextClassLoader(childs);
                          Direct.yieldNow();
                          return inherited && mine.getContextClassLoader() == childs;
                        });
                return Direct.await(child) && Thread.currentThread().getContextClassLoader() == parents;
              });
      run(parent);
      return parent.result() && Thread.currentThread().getContextClassLoader() == loops;
    } finally {
      Thread.currentThread().setContextClassLoader(loops);
    }
  }

  // ---- what it holds over an await

  /** A monitor of who runs the loop; one that is lost cannot be left either. */
  private boolean callersMonitor() throws Exception {
    Object monitor = new Object();
    Task<Object> waits = task(() -> Direct.await(loop.createFuture()));
    boolean held;
    synchronized (monitor) {
      loop.runOnce();
      held = Thread.holdsLock(monitor);
    }
    waits.cancel();
    loop.runOnce();
    return held;
  }

  private boolean monitor() throws Exception {
    Object monitor = new Object();
    Thread outside =
        new Thread(
            () -> {
              synchronized (monitor) {
                seen.add("outside");
              }
            });
    Task<Boolean> holder =
        task(
            () -> {
              synchronized (monitor) {
                outside.start();
                Direct.yieldNow();
                while (outside.getState() != Thread.State.BLOCKED) {
                  Direct.yieldNow();
                }
                seen.add("inside");
                return Thread.holdsLock(monitor);
              }
            });
    Task<Boolean> other = task(() -> Thread.holdsLock(monitor));
    run(holder, other);
    outside.join();
    seen.addAll(List.of(holder.result(), other.result()));
    return haveSeen("inside", "outside", true, false);
  }

  private boolean locks() throws Exception {
    ReentrantLock lock = new ReentrantLock();
    Task<Boolean> holder =
        task(
            () -> {
              lock.lock();
              try {
                Direct.yieldNow();
                return lock.isHeldByCurrentThread();
              } finally {
                lock.unlock();
              }
            });
    Task<Boolean> other =
        task(
            () -> {
              boolean locked = lock.tryLock();
              if (locked) {
                lock.unlock();
              }
              return locked;
            });
    run(holder, other);
    return holder.result() && !other.result();
  }

  // ---- interrupts and errors

  private static void interruptWhen(CountDownLatch isTime, Thread loops) {
    Thread other =
        new Thread(
            () -> {
              try {
                isTime.await();
                loops.interrupt();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    other.start();
  }

  private boolean interruptOfWhatSleeps() throws Exception {
    CountDownLatch isTime = new CountDownLatch(1);
    interruptWhen(isTime, LoopThread.current());
    Task<String> sleeper =
        task(
            () -> {
              isTime.countDown();
              try {
                Thread.sleep(60_000);
                return "slept";
              } catch (InterruptedException e) {
                return "interrupted";
              }
            });
    run(sleeper);
    return sleeper.result().equals("interrupted") && !Thread.interrupted();
  }

  private boolean interruptOfWhatRuns() throws Exception {
    CountDownLatch isTime = new CountDownLatch(1);
    interruptWhen(isTime, LoopThread.current());
    Task<Void> runner =
        task(
            () -> {
              Direct.yieldNow();
              isTime.countDown();
              while (!Thread.interrupted()) {
                Thread.onSpinWait();
              }
              return null;
            });
    run(runner);
    return !Thread.interrupted();
  }

  /** §8.23 */
  private boolean interruptThatIsLeft() throws Exception {
    Task<Boolean> leaves =
        task(
            () -> {
              Thread.currentThread().interrupt();
              Direct.yieldNow();
              return Thread.interrupted();
            });
    try {
      run(leaves);
      return false;
    } catch (InterruptedException left) {
      run(leaves);
      return !leaves.result() && !Thread.interrupted();
    }
  }

  private static int forEver(int depth) throws Exception {
    Direct.yieldNow();
    return forEver(depth + 1) + 1;
  }

  /** With some calls more, the stack ends at another place of the library. */
  private static int after(int calls) throws Exception {
    return calls == 0 ? forEver(0) : after(calls - 1) + 1;
  }

  private boolean stackOverflow() throws Exception {
    Task<String> before =
        task(
            () -> {
              for (int i = 0; i < 5; i++) {
                Direct.yieldNow();
              }
              return "before";
            });
    int places = carrier == Carrier.PLATFORM_THREAD ? 12 : 1; // what is in the heap ends at one
    for (int i = 0; i < places; i++) {
      overflow(i);
    }
    Task<String> after = task(() -> Direct.await(task(() -> "after")));
    run(before, after);
    seen.addAll(List.of(before.result(), after.result()));
    return haveSeen("before", "after");
  }

  /** The body takes its time to end, and the loop must not go on meanwhile. */
  private void overflow(int calls) throws InterruptedException {
    boolean[] runs = new boolean[1];
    Task<Integer> overflows =
        task(
            () -> {
              try {
                return after(calls);
              } finally {
                runs[0] = true;
                Thread.sleep(10);
                runs[0] = false;
              }
            });
    while (!overflows.isDone()) {
      loop.runOnce();
      if (runs[0]) {
        seen.add("two at once");
      }
    }
    if (!(overflows.exception() instanceof StackOverflowError)) {
      seen.add(overflows.exception());
    }
  }
}
