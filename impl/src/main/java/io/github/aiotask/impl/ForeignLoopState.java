package io.github.aiotask.impl;

import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskRuntime;
import java.lang.ref.WeakReference;
import org.checkerframework.checker.index.qual.NonNegative;
import org.jspecify.annotations.Nullable;

/** A loop of another make: tasks are its callbacks' arguments, and are tracked from the start. It lives with its tasks and futures. */
final class ForeignLoopState extends LoopState {

  /** What is kept of such a loop as long as that lives. It does not lead to the loop (§7.11), but while a foreign task runs there. */
  static final class Kept {
    private final TrackerSet trackers = new TrackerSet();
    private @Nullable ForeignLoopState running;

    /** The loop's state; empty if that is gone with the last of its tasks and futures. */
    WeakReference<@Nullable ForeignLoopState> state = new WeakReference<>(null);
  }

  private final TaskLoop loop;
  final Kept kept;

  ForeignLoopState(TaskLoop loop, TaskRuntime.Options options, VersionRules rules, Kept kept) {
    super(options, rules, kept.trackers, false);
    this.loop = loop;
    this.kept = kept;
  }

  @Override
  TaskLoop loop() {
    return loop;
  }

  @Override
  void makeRoom(@NonNegative int entries) {} // it has its own queue

  @Override
  void schedule(CoroutineTask<?> task) {
    loop.scheduleStep(task, task.context()); // §3.19
  }

  @Override
  void schedule(LoopHandle<?> handle) {
    handle.scheduleOn(loop);
  }

  @Override
  void lookAtForeign() {
    debug = loop.isDebug();
    reportCollected();
  }

  /** A task of ours leads here by itself; of any other nobody but this knows (§7.4). */
  @Override
  void keepRunning() {
    Object task = current();
    kept.running = task == null || task instanceof CoroutineTask<?> own && own.home == this ? null : this;
  }
}
