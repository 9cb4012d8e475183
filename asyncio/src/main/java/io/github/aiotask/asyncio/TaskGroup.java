package io.github.aiotask.asyncio;

import io.github.aiotask.Callback;
import io.github.aiotask.CheckReturnValue;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.LoopError;
import io.github.aiotask.LoopError.Kind;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.direct.CoroutineClosed;
import io.github.aiotask.direct.Direct;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that end together (§10.46 to §10.56, §10.78, §10.79, §10.83 to §10.86): the block of a group ends when all of them are
 * done, and one that fails cancels the others and the block.
 *
 * <p>A coroutine written by hand calls {@link #enter()} before the block and awaits {@link #exit} after it, whatever ended
 * it:
 *
 * <pre>{@code
 * case 0 -> { group.enter(); group.createTask(first); group.createTask(second); yield await(group.exit(null)); }
 * case 1 -> { if (error != null) throw error; yield returns(null); }
 * }</pre>
 *
 * <p>Used once; on the loop's thread.
 */
public final class TaskGroup {

  private final Asyncio asyncio;
  private final ChildDone hears; // one for all children
  private final Set<Task<?>> children = new LinkedHashSet<>();
  private final List<Throwable> errors = new ArrayList<>();

  /** The task whose block it is; null before {@link #enter()}. */
  private @Nullable Task<?> parent;

  /** Whether it was cancelled before {@link #enter()} (§10.84). */
  private boolean cancelOnEnter;

  private boolean exiting;
  private boolean aborting;

  /** Whether a cancel of the parent is our own (§10.51). */
  private boolean parentCancelled;

  /** The first EXIT (§10.50). */
  private @Nullable Throwable exit;

  /** What {@link #exit} waits for. */
  private @Nullable Future<@Nullable Void> completed;

  @SuppressWarnings({"nullness:argument", "nullness:assignment"}) // it is asked when this is whole
  TaskGroup(Asyncio asyncio) {
    this.asyncio = asyncio;
    this.hears = new ChildDone(this);
  }

  /**
   * Begins the block (§10.46, §10.84).
   *
   * @return this
   * @throws IllegalStateException if it was entered before, or no task is running
   */
  public TaskGroup enter() {
    asyncio.loop.checkThread(); // §8.33
    if (parent != null) {
      throw new IllegalStateException("this task group was entered before: create a new one for each block");
    }
    parent = asyncio.runningTask("a task group");
    if (cancelOnEnter) {
      cancel(); // §10.84
    }
    return this;
  }

  /**
   * Creates a task in the group, by the task factory.
   *
   * @param <T> what the coroutine returns
   * @param coroutine what to run
   * @return the task
   * @throws IllegalStateException if the group is not entered, over or aborting; the coroutine is closed then (§10.46)
   */
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine) {
    return createTask(coroutine, TaskOptions.DEFAULT);
  }

  /**
   * Creates a task in the group, by the task factory.
   *
   * @param <T> what the coroutine returns
   * @param coroutine what to run
   * @param options name, context, eager start
   * @return the task
   * @throws IllegalStateException if the group is not entered, over or aborting; the coroutine is closed then (§10.46)
   */
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine, TaskOptions options) {
    asyncio.loop.checkThread(); // §8.33
    String state = refusal();
    if (state != null) {
      throw Futures.closing(coroutine, new IllegalStateException("this task group " + state));
    }
    Task<T> task = asyncio.createTask(coroutine, options);
    if (task.isDone() && !asyncio.versions.groupHearsLater) {
      childDone(task); // §10.79
      return task;
    }
    children.add(task);
    task.addDoneCallback(hears); // §10.55
    return task;
  }

  /**
   * Ends the group before its time (§10.83 to §10.85): its tasks are cancelled, and the block at its next await. That is no
   * error: what follows the block goes on when all of them are done, unless one of them fails meanwhile.
   *
   * <pre>{@code
   * asyncio.taskGroup(group -> {
   *   for (URI mirror : mirrors) {
   *     group.createTask(coroutine(() -> { found.add(await(fetch(mirror))); group.cancel(); })); // the first one is enough
   *   }
   * });
   * }</pre>
   *
   * <p>A group that was not entered yet is cancelled when it is; one that is over stays as it is.
   *
   * @throws UnsupportedOperationException before 3.15
   */
  public void cancel() {
    asyncio.loop.checkThread(); // §8.33
    asyncio.versions.require("cancel of a task group", Versions.GROUP_CANCEL);
    Task<?> task = parent;
    if (task == null) {
      cancelOnEnter = true;
    } else if (!aborting && !(exiting && children.isEmpty())) { // §10.85
      abortWithBlock(task); // §10.83
    }
  }

  private @Nullable String refusal() {
    if (parent == null) {
      return "was not entered: enter() it, or give the block to taskGroup(body)";
    }
    if (exiting && children.isEmpty()) {
      return "is over: its block has ended";
    }
    return aborting ? "is shutting down: it was cancelled, or a child or the block has failed" : null;
  }

  /**
   * Ends the block: waits for all children (§10.49).
   *
   * @param leaving the error that ends it, or null
   * @return to be awaited at once; raises what leaves: an {@link ExceptionGroup} (or {@link BaseExceptionGroup}) if anything
   *     failed, else a CancelledError of somebody else's, and an EXIT as it is; from 3.15 on also the close of the coroutine,
   *     if nothing else has failed (§10.86)
   */
  @CheckReturnValue
  public Coroutine<@Nullable Void> exit(@Nullable Throwable leaving) {
    return new Exit(leaving);
  }

  /**
   * Runs a block between {@link #enter()} and {@link #exit}, in a coroutine in direct style.
   *
   * @param <T> what it returns
   * @param block creates tasks in the group, and awaits what it likes
   * @return what the block returned
   * @throws ExceptionGroup the errors of the block and the tasks (§10.53)
   * @throws Exception nothing else of theirs
   */
  public <T extends @Nullable Object> T run(Block<TaskGroup, T> block) throws Exception {
    Objects.requireNonNull(block, "run(block): it is null");
    enter();
    T result = null;
    Throwable leaving = null;
    try {
      result = block.run(this);
    } catch (Throwable error) { // whatever leaves the block
      leaving = error;
    }
    if (leaving instanceof CoroutineClosed) {
      endAtOnce(exit(leaving));
    } else {
      Direct.await(exit(leaving));
    }
    return Futures.<T>sent(result);
  }

  /** A coroutine that is being closed cannot wait: the children are cancelled, and if there are any, that is refused. */
  private static void endAtOnce(Coroutine<@Nullable Void> end) throws Exception {
    try {
      if (end.send(null) == Coroutine.RETURNED) {
        return;
      }
    } catch (Throwable error) { // an error of any class leaves
      throw Thrown.as(error);
    }
    Direct.yieldNow();
  }

  private final class Exit extends Body<@Nullable Void> {
    private final @Nullable Throwable leaving;

    /** The CancelledError that is to leave. */
    private @Nullable Throwable cancellation;

    Exit(@Nullable Throwable leaving) {
      this.leaving = leaving;
    }

    @Override
    Object start() throws Throwable {
      if (parent == null || exiting) {
        throw new IllegalStateException("this task group " + (exiting ? "is over" : "was not entered"));
      }
      exiting = true;
      if (leaving != null) {
        if (exit == null && isExit(leaving)) {
          exit = leaving;
        }
        if (asyncio.isCancellation(leaving)) {
          cancellation = leaving;
        }
      }
      if (!asyncio.versions.groupTakesBackAtEnd) {
        takeBack(); // §10.78
      }
      if (leaving != null && !aborting) {
        abort(); // §10.48
      }
      return goOn();
    }

    @Override
    Object resumed(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
      if (error != null) {
        if (!asyncio.isCancellation(error)) {
          throw error;
        }
        if (!aborting) {
          cancellation = error;
          abort();
        }
      }
      return goOn();
    }

    private Object goOn() throws Throwable {
      if (children.isEmpty()) {
        return finish();
      }
      Future<@Nullable Void> all = new JointFuture(asyncio.createFuture(), children);
      completed = all;
      return await(all); // §10.49
    }

    private Object finish() throws Throwable {
      if (exit != null) {
        throw exit; // §10.50
      }
      if (asyncio.versions.groupTakesBackAtEnd) {
        takeBack(); // §10.51
      }
      if (cancellation != null && errors.isEmpty()) {
        throw cancellation; // §10.52
      }
      if (leaving != null && !asyncio.isCancellation(leaving)) {
        errors.add(leaving);
      }
      if (!errors.isEmpty()) {
        Task<?> task = Futures.present(parent);
        if (task.cancelling() > 0 && asyncio.versions.groupAsksAgain) { // §10.54
          task.uncancel();
          task.cancel();
        }
        throw isClose(leaving) && errors.size() == 1 ? Futures.present(leaving) : group();
      }
      return returns(null);
    }

    /** Our own request; the CancelledError too if nobody else asks. */
    private void takeBack() {
      if (parentCancelled && Futures.present(parent).uncancel() == 0) {
        cancellation = null;
      }
    }
  }

  /** §10.53 */
  private Throwable group() {
    String message = "errors in a task group";
    boolean ordinary = errors.stream().allMatch(error -> isOrdinary(asyncio.guest.kindOf(error)));
    return ordinary ? new ExceptionGroup(message, errors) : new BaseExceptionGroup(message, errors);
  }

  private static boolean isOrdinary(ExceptionKind kind) {
    return kind == ExceptionKind.EXCEPTION || kind == ExceptionKind.STOP_ITERATION;
  }

  private boolean isExit(Throwable error) {
    return asyncio.guest.kindOf(error) == ExceptionKind.EXIT;
  }

  /** §10.86 */
  private boolean isClose(@Nullable Throwable error) {
    return asyncio.versions.closeLeavesGroup
        && error != null
        && (error instanceof CoroutineClosed || asyncio.guest.isCoroutineClosed(error));
  }

  /** Its own cancel of the task, which its end takes back (§10.51). */
  private void abortWithBlock(Task<?> task) {
    abort();
    parentCancelled = true;
    task.cancel();
  }

  private void abort() {
    aborting = true;
    for (Task<?> child : List.copyOf(children)) { // §10.47
      if (!child.isDone()) {
        child.cancel();
      }
    }
  }

  /** For the children, which the task of the block awaits from their creation on. */
  record ChildDone(TaskGroup group) implements Callback<Future<?>>, AwaiterCallback {
    @Override
    public void call(Future<?> child) {
      group.childDone(child);
    }

    @Override
    public @Nullable Task<?> awaiter() {
      return group.parent;
    }
  }

  private void childDone(Future<?> child) {
    children.remove(child);
    if (completed != null && children.isEmpty()) {
      Futures.release(completed);
    }
    Throwable error = child.isCancelled() ? null : child.exception();
    if (error == null) {
      return;
    }
    errors.add(error);
    if (exit == null && isExit(error)) {
      exit = error;
    }
    Task<?> task = Futures.present(parent);
    if (task.isDone()) { // §10.56
      asyncio.loop.callExceptionHandler(
          new LoopError(Kind.ORPHAN_RAISED, error, child, child.snapshot().createdAt()));
    } else if (!aborting && !parentCancelled) { // §10.47
      abortWithBlock(task);
    }
  }

  @Override
  public String toString() {
    String state = aborting ? "aborting" : exiting ? "exiting" : parent == null ? "not entered" : "entered";
    return "task group " + state + ", " + children.size() + " pending, " + errors.size() + " failed";
  }
}
