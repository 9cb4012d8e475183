package io.github.aiotask.impl;

import io.github.aiotask.Callback;
import io.github.aiotask.Coroutine;
import io.github.aiotask.EventLoop;
import io.github.aiotask.Future;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.Handle;
import io.github.aiotask.HostPoller;
import io.github.aiotask.Interrupts;
import io.github.aiotask.LoopError;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.LoopThread;
import io.github.aiotask.Poller;
import io.github.aiotask.PulledRun;
import io.github.aiotask.QueuedStep;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TimerHandle;
import io.github.aiotask.UnawaitedCoroutines;
import io.github.aiotask.impl.DefaultTaskRuntime.Running;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.checkerframework.checker.index.qual.NonNegative;
import org.jspecify.annotations.Nullable;

/** The loop (§8): a ready queue, timers, and an inbox for other threads, run by one thread. */
final class FifoEventLoop extends LoopState implements RunnableLoop {
  private static final long LONGEST_POLL = TimeUnit.HOURS.toNanos(24);
  private static final long SLOW_CALLBACK = TimeUnit.MILLISECONDS.toNanos(100);

  /** Ends a run at its place in the ready queue (§8.9). */
  static final class StopRun extends Error {
    private static final long serialVersionUID = 1L;

    StopRun() {
      super(null, null, false, false);
    }
  }

  private static final StopRun STOP_RUN = new StopRun();
  private static final Ready STOP_HERE =
      loop -> {
        throw STOP_RUN;
      };

  /** One for all runs, so that all of a future can be taken back (§8.27). */
  private static final Callback<Future<?>> STOPS_RUN = future -> ((FifoEventLoop) future.loop()).stopAfter(future);

  private final DefaultTaskRuntime runtime;
  private final Poller poller;
  private final @Nullable HostPoller host; // null: the loop waits by itself
  private final TimerQueue timers;
  private final Inbox inbox = new Inbox();
  private final Reporter reporter;
  private final LoopEnd end = new LoopEnd();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>(); // for debug mode

  private @Nullable UnawaitedCoroutines unawaited; // from the first run in debug mode on

  private volatile boolean closed;
  private @Nullable Thread thread; // of the run; null: not running; other threads may see it late
  private @Nullable EventLoop around; // the loop of any runtime inside of whose run this one runs
  private boolean stopping; // §8.10
  private boolean watches; // coroutines, for this run
  private @Nullable UnawaitedCoroutines watchedBefore; // in this thread

  FifoEventLoop(DefaultTaskRuntime runtime, Poller poller, TaskRuntime.Options options, VersionRules rules) {
    super(options, rules, new TrackerSet(), true);
    this.runtime = runtime;
    this.poller = poller;
    this.host = poller instanceof HostPoller ours ? ours : null;
    this.timers = new TimerQueue(host);
    this.reporter = new Reporter(guest, rules);
    if (host != null) {
      inbox.seemFull();
    }
  }

  // ---- what tasks ask

  @Override
  EventLoop loop() {
    return this;
  }

  @Override
  void schedule(CoroutineTask<?> task) {
    enqueue(task);
  }

  @Override
  void schedule(LoopHandle<?> handle) {
    Callback<?> callback = handle.callback();
    if (callback != null) { // nobody has it to cancel it
      checkCall(callback);
      enqueue(handle);
    }
  }

  @Override
  void makeRoom(@NonNegative int entries) {
    reserve(entries);
  }

  /** To the tail (§8.6), behind what other threads have put before. Who calls has asked for the thread. */
  private void enqueue(Ready entry) {
    if (inbox.isKnownFull()) {
      takeMail();
    }
    add(entry);
  }

  private void takeMail() {
    requireOpen();
    inbox.drainTo(this);
    if (host != null && thread == null) {
      inbox.seemFull(); // for the next one between two iterations, so that those inside need not ask
      host.wakeup(); // §8.34
    }
  }

  @Override
  public <A extends @Nullable Object> Handle callSoon(
      Callback<? super A> callback, A argument, @Nullable Object context) {
    checkCall(callback);
    LoopHandle<A> handle = new LoopHandle<>(callback, argument, contextOr(context));
    enqueue(handle);
    return handle;
  }

  @Override
  public void scheduleStep(QueuedStep step, @Nullable Object context) {
    schedule(LoopHandle.RUN_STEP, step, context);
  }

  @Override
  public <A extends @Nullable Object> Handle callSoonThreadsafe(
      Callback<? super A> callback, A argument, @Nullable Object context) {
    checkCallback(callback);
    LoopHandle<A> handle = new LoopHandle<>(callback, argument, contextOr(context));
    handle.mailed = true;
    if (!inbox.put(handle)) {
      throw Thrown.as(newError(ErrorKind.LOOP_CLOSED, this, null));
    }
    boolean woken = false;
    try {
      poller.wakeup(); // §8.20
      woken = true;
    } finally {
      if (!woken) { // its caller was told (§8.36)
        handle.cancel();
      }
    }
    return handle;
  }

  @Override
  public <A extends @Nullable Object> TimerHandle callAt(
      long nanos, Callback<? super A> callback, A argument, @Nullable Object context) {
    checkCall(callback);
    return timers.add(nanos, callback, argument, contextOr(context)); // §8.21
  }

  private void checkCall(Callback<?> callback) {
    if (closed) {
      checkCallback(callback); // in 3.4 it is refused first (§8.15)
      requireOpen();
    }
    checkCallback(callback);
    requireThread();
  }

  /** §8.22 */
  @Override
  public void checkThread() {
    Thread running = debug ? ownThread() : null;
    if (running != null && running != LoopThread.current()) {
      throw Thrown.as(newError(ErrorKind.WRONG_THREAD, this, running.getName()));
    }
  }

  /** Of the run, or between two iterations the host's. */
  private @Nullable Thread ownThread() {
    Thread running = thread;
    return running != null || host == null ? running : host.thread();
  }

  private void checkCallback(Callback<?> callback) {
    Objects.requireNonNull(callback, "the callback is null");
    if ((rules.checksCallbacksAlways || debug) && callback instanceof Coroutine<?>) {
      if (!rules.checksCallbacksAlways) {
        requireOpen();
      }
      throw Thrown.as(newError(ErrorKind.COROUTINE_AS_CALLBACK, this, callback)); // §8.15
    }
  }

  private void requireOpen() {
    if (closed) {
      throw Thrown.as(newError(ErrorKind.LOOP_CLOSED, this, null)); // §8.14
    }
  }

  @Override
  public long time() {
    return poller.time();
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  @Override
  public boolean isDebug() {
    return debug;
  }

  @Override
  public void setDebug(boolean debug) {
    this.debug = debug;
    if (debug) {
      watchers.forEach(Runnable::run);
    }
    if (debug != watches && thread == LoopThread.current()) {
      if (debug) {
        watchCoroutines();
      } else {
        watchNoMore();
      }
    }
  }

  @Override
  public void onDebug(Runnable body) {
    watchers.add(Objects.requireNonNull(body, "onDebug(body): the body is null"));
    if (debug) {
      body.run();
    }
  }

  @Override
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine, TaskOptions options) {
    return runtime.createTask((LoopState) this, coroutine, options, false);
  }

  @Override
  public <T extends @Nullable Object> Future<T> createFuture() {
    requireThread();
    LoopFuture<T> future = new LoopFuture<>(this);
    if (debug) {
      future.rememberCreation();
    }
    return future;
  }

  // ---- running

  @Override
  public void runForever() throws InterruptedException {
    Running running = runtime.running();
    EventLoop outer = enterRun(running);
    try {
      boolean goesOn;
      do {
        goesOn = iterate();
      } while (goesOn);
    } finally {
      leaveRun(running, outer);
    }
  }

  @Override
  public boolean runOnce() throws InterruptedException {
    Running running = runtime.running();
    EventLoop outer = enterRun(running);
    try {
      return iterate(); // §8.24
    } finally {
      leaveRun(running, outer);
    }
  }

  @Override
  public PulledRun pullForever() {
    return new PulledLoopRun(this, runtime.running(), false, null);
  }

  @Override
  public PulledRun pullOnce() {
    return new PulledLoopRun(this, runtime.running(), true, null);
  }

  @Override
  public PulledRun pullUntilComplete(Future<?> future) {
    checkMayComplete(future);
    future.addDoneCallback(STOPS_RUN);
    boolean runs = false;
    try {
      PulledRun run = new PulledLoopRun(this, runtime.running(), false, future);
      runs = true;
      return run;
    } finally {
      if (!runs && rules.takesStopBack) { // §8.27
        takeStopBack(future);
      }
    }
  }

  private void checkMayRun() {
    checkMayRun(runtime.running());
  }

  /** What may not run says why; the loop that the thread is running already (3.4 allows that). */
  private @Nullable EventLoop checkMayRun(Running running) {
    requireOpen();
    if (thread != null) {
      throw Thrown.as(newError(ErrorKind.LOOP_RUNNING, this, null)); // §8.16
    }
    EventLoop outer = running.loop;
    if (outer != null && rules.oneLoopPerThread) {
      throw Thrown.as(newError(ErrorKind.LOOP_RUNNING, this, outer)); // §8.17
    }
    return outer;
  }

  @Nullable EventLoop enterRun(Running running) {
    EventLoop outer = checkMayRun(running);
    if (host != null) {
      inbox.drainTo(this); // inside of an iteration nobody need look there (leaveRun)
    }
    running.loop = this;
    around = running.any.begin(this);
    thread = LoopThread.current();
    if (debug) {
      watchCoroutines();
    }
    return outer;
  }

  void leaveRun(Running running, @Nullable EventLoop outer) {
    if (watches) {
      watchNoMore();
    }
    thread = null;
    stopping = false;
    running.loop = outer;
    running.any.end(around);
    around = null;
    if (host != null) {
      inbox.seemFull();
    }
  }

  /** §9.11 */
  private void watchCoroutines() {
    UnawaitedCoroutines noted = unawaited;
    if (noted == null) {
      noted = new UnawaitedCoroutines();
      unawaited = noted;
    }
    watchedBefore = noted.begin();
    watches = true;
  }

  @Override
  public @Nullable Object runningEntry() {
    Object task = current();
    return task != null || phase == BETWEEN ? task : firstQueued();
  }

  private void watchNoMore() {
    watches = false;
    UnawaitedCoroutines.end(watchedBefore);
  }

  /** One iteration (§8.1); whether the loop goes on. */
  private boolean iterate() throws InterruptedException {
    beginIteration();
    try {
      if (debug) {
        runReadyTimed();
      } else {
        runReady();
      }
    } catch (StopRun stop) {
      return false; // §8.9
    } finally {
      phase = BETWEEN;
    }
    return !takeStop();
  }

  /** All of it that comes before entries of the ready queue run. */
  void beginIteration() throws InterruptedException {
    boolean busy = queueSize() > 0 || stopping || inbox.isFull();
    poller.poll(busy ? 0 : untilNextTimer());
    if (inbox.isFull()) {
      inbox.drainTo(this);
    }
    if (timers.size() > 0) {
      queueDueTimers();
    }
    reportCollected();
    if (debug && unawaited != null) {
      unawaited.takeCollected().forEach(this::callExceptionHandler);
    }
    firstRuns();
  }

  /** Whether a stop was asked for; it has taken effect then (§8.10). */
  boolean takeStop() {
    boolean stops = stopping;
    if (stops) {
      stopping = false;
    }
    return stops;
  }

  /** §8.2 */
  private long untilNextTimer() {
    timers.purge();
    long next = timers.nextDeadline();
    if (timers.size() == 0) {
      return Long.MAX_VALUE;
    }
    long now = time();
    return next <= now ? 0 : next - now < 0 ? LONGEST_POLL : Math.min(next - now, LONGEST_POLL);
  }

  /** §8.3 */
  private void queueDueTimers() {
    timers.purge();
    long now = time();
    LoopTimer<?> timer;
    do {
      reserve(1); // before the timer leaves its queue (§8.32)
      timer = timers.pollDue(now);
      if (timer != null) {
        add(timer);
      }
    } while (timer != null);
  }

  private void runReady() {
    for (int count = queueSize(); count > 0; count--) { // §8.1
      Object entry = firstQueued();
      if (entry == null) {
        throw torn();
      }
      boolean again = false;
      try {
        again = entry instanceof CoroutineTask<?> task ? task.run(this) : entry instanceof Ready other && other.run(this);
      } catch (Throwable error) { // §8.7 §8.8
        failed(entry, error);
      } finally {
        leaveFirst(again); // not before: it may be the running task
      }
    }
  }

  /** As {@link #runReady}, which is slower with this inside, and reports what takes long (§9.8). */
  private void runReadyTimed() {
    for (int count = queueSize(); count > 0; count--) {
      Object entry = firstQueued();
      if (entry == null) {
        throw torn();
      }
      firstHasRun(); // time() is the host's
      long start = time();
      firstRuns();
      boolean again = false;
      try {
        try {
          again = entry instanceof CoroutineTask<?> task ? task.run(this) : entry instanceof Ready other && other.run(this);
        } catch (Throwable error) { // §8.7 §8.8
          failed(entry, error);
        }
        tellIfSlow(entry, start);
      } finally {
        leaveFirst(again);
      }
    }
  }

  /** §9.8 */
  void tellIfSlow(Object entry, long start) {
    firstHasRun();
    long took = time() - start;
    if (took >= SLOW_CALLBACK) {
      callExceptionHandler(new LoopError(Kind.SLOW_CALLBACK, null, entry, null, took));
    }
  }

  /** An entry is missing, for another thread has put one where this one did: the run ends, and another one goes on (§8.31). */
  RuntimeException torn() {
    mend();
    return Thrown.as(newError(ErrorKind.WRONG_THREAD, this, null));
  }

  /** Takes the entry that has run out of the queue, or to its tail as {@link #enqueue} would. */
  void leaveFirst(boolean again) {
    if (!again) {
      removeFirst();
      if (phase != FIRST_RUNS) { // else it is so already
        firstRuns();
      }
      return;
    }
    if (inbox.isKnownFull()) {
      inbox.drainTo(this);
    }
    rotate();
  }

  void failed(Object entry, Throwable error) {
    firstHasRun();
    if (error == STOP_RUN || leavesRun(error)) {
      throw Thrown.as(error);
    }
    Interrupts.keep(error); // §8.28
    Throwable createdAt = entry instanceof LoopFuture<?> future ? future.createdAt() : null; // §9.4
    callExceptionHandler(new LoopError(Kind.CALLBACK_RAISED, error, entry, createdAt));
  }

  @Override
  public <T extends @Nullable Object> T runUntilComplete(Coroutine<T> coroutine) throws Exception {
    checkMayComplete();
    Task<T> task = createTask(coroutine);
    task.setLogDestroyPending(false); // §8.13
    boolean ended = false;
    try {
      runUntilDone(task);
      ended = true;
    } finally {
      if (!ended && task.isDone() && !task.isCancelled()) {
        task.exception(); // it left the run: nobody else will ask
      }
    }
    return task.result();
  }

  @Override
  public <T extends @Nullable Object> T runUntilComplete(Future<T> future) throws Exception {
    checkMayComplete(future);
    runUntilDone(future);
    return future.result();
  }

  private void checkMayComplete(Future<?> future) {
    Objects.requireNonNull(future, "runUntilComplete(future): the future is null");
    checkMayComplete();
    if (future.loop() != this) {
      throw Thrown.as(newError(ErrorKind.OTHER_LOOP, this, future)); // §8.25
    }
  }

  /** Where it is only the run that refuses (§8.26), it does so with its callback registered. */
  private void checkMayComplete() {
    if (rules.refusesBeforeAll) {
      checkMayRun();
    } else {
      requireOpen();
    }
  }

  private <T extends @Nullable Object> void runUntilDone(Future<T> future) throws InterruptedException {
    future.addDoneCallback(STOPS_RUN);
    boolean stopped = false;
    try {
      runForever();
      stopped = true;
    } finally {
      runUntilEnds(future, stopped);
    }
    requireDone(future);
  }

  void runUntilEnds(Future<?> future, boolean stopped) {
    if (stopped || rules.takesStopBack) { // §8.27
      takeStopBack(future);
    }
  }

  void requireDone(Future<?> future) {
    if (!future.isDone()) {
      throw Thrown.as(newError(ErrorKind.STOPPED_EARLY, this, future)); // §8.12
    }
  }

  private static void takeStopBack(Future<?> future) {
    if (future instanceof LoopFuture<?> own) {
      own.removeIdentical(STOPS_RUN);
    } else {
      future.removeDoneCallback(STOPS_RUN);
    }
  }

  /** §8.11; what has left the run already is not to stop the next one. */
  private void stopAfter(Future<?> future) {
    Throwable error = null;
    if (!future.isCancelled()) {
      error = rules.asksBeforeStop ? future.exception() : future.snapshot().exception();
    }
    if (error != null && leavesRun(error)) {
      return;
    }
    if (!rules.stopsAfterIteration) {
      throw STOP_RUN;
    }
    stop();
  }

  @Override
  public void stop() {
    requireThread();
    if (rules.stopsAfterIteration) {
      stopping = true; // §8.10
    } else {
      requireOpen();
      enqueue(STOP_HERE); // §8.9
    }
  }

  @Override
  public void close() {
    if (thread != null) {
      throw Thrown.as(newError(ErrorKind.LOOP_RUNNING, this, null)); // §8.14
    }
    closed = true;
    List<LoopError> reports = dropped(inbox.close());
    forEachQueuedTask(this::register); // they are pending, if nothing will ever run them
    clearQueue();
    timers.clear();
    watchers.clear();
    for (LoopError error = nextCollected(); error != null; error = nextCollected()) {
      reports.add(error);
    }
    reports.addAll(takeUnretrieved()); // §9.10
    if (unawaited != null) {
      reports.addAll(unawaited.takeAll());
    }
    end.tell(this, reports);
  }

  /** Reports about the calls of other threads that will never be made (§8.30). */
  private List<LoopError> dropped(List<Ready> mail) {
    List<@Nullable Object> queued = new ArrayList<>(Arrays.asList(entries()));
    queued.addAll(mail);
    List<LoopError> reports = new ArrayList<>();
    for (Object entry : queued) {
      if (entry instanceof LoopHandle<?> handle && handle.mailed && !handle.isCancelled()) {
        reports.add(new LoopError(Kind.CALL_DROPPED, null, handle, null));
      }
    }
    return reports;
  }

  @Override
  public void onClose(Runnable body) {
    end.add(Objects.requireNonNull(body, "onClose(body): the body is null"));
    if (closed) {
      end.tell(this, List.of());
    }
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public int readyCount() {
    int queued = queueSize() + inbox.size();
    int waiting = phase == BETWEEN ? queued : queued - 1; // the first is running
    return stopping ? waiting + 1 : waiting;
  }

  @Override
  public long nextDeadline() {
    timers.purge();
    return timers.nextDeadline();
  }

  // ---- reports

  @Override
  public void setExceptionHandler(@Nullable Callback<? super LoopError> handler) {
    reporter.setHandler(handler);
  }

  @Override
  public void callExceptionHandler(LoopError error) {
    Objects.requireNonNull(error, "callExceptionHandler(error): the error is null");
    reporter.report(error);
  }

  @Override
  public String toString() {
    String of = host == null ? "" : ", run by " + host;
    return "<EventLoop " + (closed ? "closed" : thread != null ? "running" : "stopped") + of + ">";
  }
}
