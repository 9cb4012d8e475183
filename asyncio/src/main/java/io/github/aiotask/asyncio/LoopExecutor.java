package io.github.aiotask.asyncio;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** An ExecutorService whose one thread is the loop's: each body is a call of the loop. Any thread. */
final class LoopExecutor extends AbstractExecutorService {
  private final Asyncio asyncio;

  /** What its users may wait for; what nobody holds, nobody waits for. */
  private final Set<Answer<?>> answers = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private final Object lock = new Object();

  // Guarded by the lock.
  private final Set<Work> waiting = new LinkedHashSet<>();
  private int running;
  private boolean shutDown;

  /** One that ends with its loop. */
  static LoopExecutor of(Asyncio asyncio) {
    LoopExecutor executor = new LoopExecutor(asyncio);
    asyncio.outstanding.add(executor, executor::loopHasClosed);
    return executor;
  }

  private LoopExecutor(Asyncio asyncio) {
    this.asyncio = asyncio;
  }

  /** One call of execute: a body may be given twice. */
  private final class Work {
    final Runnable body;

    Work(Runnable body) {
      this.body = body;
    }

    /** In the loop's thread. */
    void run() {
      if (!begin(this)) {
        return;
      }
      try {
        body.run();
      } finally {
        end();
      }
    }
  }

  /** What submit answers. */
  private final class Answer<T extends @Nullable Object> extends FutureTask<T> {
    Answer(Callable<T> body) {
      super(body);
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
      mayBlock("get()");
      return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
      if (timeout > 0) {
        mayBlock("get(timeout)");
      }
      return super.get(timeout, unit);
    }

    private void mayBlock(String call) {
      if (!isDone()) {
        refuseInLoop(call);
      }
    }

    void loopHasClosed() {
      setException(asyncio.outstanding.closedBefore(this));
    }
  }

  @Override
  public void execute(Runnable body) {
    Work work = new Work(Objects.requireNonNull(body, "execute(body): it is null"));
    synchronized (lock) {
      if (shutDown) {
        throw new RejectedExecutionException("this executor was shut down, or its loop is closed: it takes nothing more");
      }
      waiting.add(work);
    }
    try {
      asyncio.loop.callSoonThreadsafe(Work::run, work, null);
    } catch (RuntimeException refused) { // the loop is closed
      begin(work);
      end();
      shutdown();
      throw new RejectedExecutionException("the loop is closed: it takes nothing more", refused);
    }
  }

  @Override
  protected <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Callable<T> body) {
    Answer<T> answer = new Answer<>(body);
    answers.add(answer);
    return answer;
  }

  @Override
  protected <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Runnable body, T result) {
    return this.<T>newTaskFor(
        () -> {
          body.run();
          return result;
        });
  }

  private boolean begin(Work work) {
    synchronized (lock) {
      boolean mine = waiting.remove(work);
      if (mine) {
        running++;
      }
      return mine;
    }
  }

  private void end() {
    synchronized (lock) {
      running = Math.max(running - 1, 0);
      tellOfEnd();
    }
  }

  /** Holding the lock. */
  private void tellOfEnd() {
    if (shutDown && waiting.isEmpty() && running == 0) {
      asyncio.outstanding.remove(this);
      lock.notifyAll();
    }
  }

  // ---- its end

  @Override
  public void shutdown() {
    synchronized (lock) {
      shutDown = true;
      tellOfEnd();
    }
  }

  @Override
  public List<Runnable> shutdownNow() {
    synchronized (lock) {
      shutDown = true;
      List<Runnable> left = waiting.stream().map(work -> work.body).toList();
      waiting.clear();
      tellOfEnd();
      return left;
    }
  }

  /** What waits will not run: whoever waits for it hears of that (§10.65). */
  private void loopHasClosed() {
    List<Runnable> left = shutdownNow();
    for (Answer<?> answer : List.copyOf(answers)) {
      answer.loopHasClosed();
    }
    for (Runnable body : left) {
      if (body instanceof java.util.concurrent.Future<?> around) {
        around.cancel(false); // as a CompletionService has one around each of ours
      }
    }
  }

  @Override
  public boolean isShutdown() {
    synchronized (lock) {
      return shutDown;
    }
  }

  @Override
  public boolean isTerminated() {
    synchronized (lock) {
      return shutDown && waiting.isEmpty() && running == 0;
    }
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    long left = unit.toNanos(timeout);
    long end = System.nanoTime() + left;
    if (!isTerminated() && left > 0) {
      refuseInLoop("awaitTermination(timeout)");
    }
    synchronized (lock) {
      while (!isTerminated()) {
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(lock, left);
        left = end - System.nanoTime();
      }
      return true;
    }
  }

  // ---- what blocks by its nature

  @Override
  public <T extends @Nullable Object> List<java.util.concurrent.Future<T>> invokeAll(
      Collection<? extends Callable<T>> bodies) throws InterruptedException {
    refuseInLoop("invokeAll(bodies)");
    return super.invokeAll(bodies);
  }

  @Override
  public <T extends @Nullable Object> List<java.util.concurrent.Future<T>> invokeAll(
      Collection<? extends Callable<T>> bodies, long timeout, TimeUnit unit) throws InterruptedException {
    refuseInLoop("invokeAll(bodies)");
    return super.invokeAll(bodies, timeout, unit);
  }

  @Override
  public <T extends @Nullable Object> T invokeAny(Collection<? extends Callable<T>> bodies)
      throws InterruptedException, ExecutionException {
    refuseInLoop("invokeAny(bodies)");
    return super.invokeAny(bodies);
  }

  @Override
  public <T extends @Nullable Object> T invokeAny(Collection<? extends Callable<T>> bodies, long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    refuseInLoop("invokeAny(bodies)");
    return super.invokeAny(bodies, timeout, unit);
  }

  private void refuseInLoop(String call) {
    AnswerOfLoop.refuseInThreadOf(asyncio.loop, call);
  }
}
