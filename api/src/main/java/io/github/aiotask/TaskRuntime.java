package io.github.aiotask;

import java.util.Iterator;
import java.util.Objects;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * What CPython keeps in class attributes and module globals: the rules in force, the registry, the counter of names. No
 * statics; two runtimes know nothing of each other. May be used from any thread, its loops each from their own.
 */
public interface TaskRuntime {

  /**
   * A runtime of the implementation on the class or module path, with all defaults: Python 3.14, Java's answers.
   *
   * @return a new runtime
   * @throws IllegalStateException if there is no implementation, or more than one
   */
  static TaskRuntime load() {
    return load(Options.DEFAULT);
  }

  /**
   * A runtime of the implementation that the thread's context class loader sees, on the class or module path.
   *
   * @param options version, guest, observer
   * @return a new runtime
   * @throws IllegalStateException if there is no implementation, or more than one
   */
  static TaskRuntime load(Options options) {
    return newRuntime(options, ServiceLoader.load(TaskRuntimeProvider.class));
  }

  /**
   * A runtime of the implementation that a class loader sees: for an embedder, whose threads have other ones.
   *
   * @param options version, guest, observer
   * @param loader where to look, as in {@code MyLanguage.class.getClassLoader()}; null: the system's
   * @return a new runtime
   * @throws IllegalStateException if there is no implementation, or more than one
   */
  static TaskRuntime load(Options options, @Nullable ClassLoader loader) {
    return newRuntime(options, ServiceLoader.load(TaskRuntimeProvider.class, loader));
  }

  private static TaskRuntime newRuntime(Options options, ServiceLoader<TaskRuntimeProvider> found) {
    Objects.requireNonNull(options, "TaskRuntime.load(options): the options are null");
    Iterator<TaskRuntimeProvider> providers = found.iterator();
    if (!providers.hasNext()) {
      throw new IllegalStateException(
          "no implementation of TaskRuntimeProvider found: add the artifact io.github.aiotask:aiotask-impl, or give"
              + " load(options, loader) the class loader that has it");
    }
    TaskRuntimeProvider provider = providers.next();
    if (providers.hasNext()) {
      throw new IllegalStateException(
          "two implementations of TaskRuntimeProvider found, " + provider.getClass().getName() + " and "
              + providers.next().getClass().getName() + ": keep one, or call the provider itself");
    }
    return provider.newRuntime(options);
  }

  /**
   * Whose rules it follows.
   *
   * @return the version
   */
  PythonVersion version();

  /**
   * Who answers what is the guest language's to answer.
   *
   * @return the guest of the options
   */
  Guest guest();

  /**
   * A loop on the real clock.
   *
   * @return a new loop
   */
  RunnableLoop newLoop();

  /**
   * A loop on a virtual clock: time stands still while there is work, and jumps to the next timer when there is none.
   *
   * @return a new loop, its clock at 0
   */
  RunnableLoop newVirtualLoop();

  /**
   * A loop on a clock of the caller's.
   *
   * @param poller clock and sleep
   * @return a new loop
   */
  RunnableLoop newLoop(Poller poller);

  /**
   * Creates a future of any loop (§1), in that loop's thread.
   *
   * @param <T> the result
   * @param loop where its callbacks are scheduled
   * @return the future, pending
   */
  default <T extends @Nullable Object> Future<T> createFuture(TaskLoop loop) {
    return createFuture(loop, null);
  }

  /**
   * Creates a future of any loop (§1), in that loop's thread, that leads back to a guest's object.
   *
   * @param <T> the result
   * @param loop where its callbacks are scheduled
   * @param owner for {@link Future#owner()}, which the future holds strongly; null for none
   * @return the future, pending
   */
  <T extends @Nullable Object> Future<T> createFuture(TaskLoop loop, @Nullable Object owner);

  /**
   * Creates a task of any loop (§2), in that loop's thread.
   *
   * @param <T> what the coroutine returns
   * @param loop where it is scheduled
   * @param coroutine what to run
   * @param options name, context, eager start, owner
   * @return the task
   * @throws RuntimeException NOT_A_COROUTINE for null (§2.1), and what {@link Guest#taskCreated} and the loop's {@link
   *     TaskLoop#scheduleStep} throw; in the second case there is a task, which nothing will step (§2.2)
   */
  <T extends @Nullable Object> Task<T> createTask(TaskLoop loop, Coroutine<T> coroutine, TaskOptions options);

  /**
   * Steps whose coroutine the guest resumes itself.
   *
   * @return how to begin and report them
   * @throws UnsupportedOperationException if this implementation has no such steps
   */
  default Steps steps() {
    throw new UnsupportedOperationException(getClass().getName() + " resumes every coroutine itself: it has no steps to pull");
  }

  /**
   * All tasks and the running ones.
   *
   * @return the registry of this runtime
   */
  Registry registry();

  /**
   * The future below a task.
   *
   * @return its operations
   */
  BaseFuture base();

  /**
   * How to create a runtime.
   *
   * @param version whose rules to follow
   * @param guest a language runtime's answers
   * @param observer who is told of each transition (§9.9); null: nobody, at no cost
   * @param holdTasksStrongly whether pending tasks are kept alive (§7.9); CPython does not
   * @param reportCollections whether there are the reports NEVER_RETRIEVED and DESTROYED_PENDING (§9.1, §9.2, §9.10)
   */
  record Options(
      PythonVersion version,
      Guest guest,
      @Nullable TaskObserver observer,
      boolean holdTasksStrongly,
      boolean reportCollections) {

    /** Python 3.14, Java's answers, no observer, tasks held weakly, collections reported. */
    public static final Options DEFAULT = new Options(PythonVersion.PYTHON_3_14, Guest.JAVA, null, false, true);

    /**
     * Checks what may not be null.
     *
     * @param version whose rules to follow
     * @param guest a language runtime's answers
     * @param observer who is told of each transition
     * @param holdTasksStrongly whether pending tasks are kept alive
     * @param reportCollections whether collections are reported
     */
    public Options {
      Objects.requireNonNull(version, "TaskRuntime.Options: the version is null");
      Objects.requireNonNull(guest, "TaskRuntime.Options: the guest is null; Guest.JAVA gives Java's answers");
    }

    /**
     * These options, with a version.
     *
     * @param other whose rules to follow
     * @return the options
     */
    public Options withVersion(PythonVersion other) {
      return new Options(other, guest, observer, holdTasksStrongly, reportCollections);
    }

    /**
     * These options, with a guest.
     *
     * @param other a language runtime's answers
     * @return the options
     */
    public Options withGuest(Guest other) {
      return new Options(version, other, observer, holdTasksStrongly, reportCollections);
    }

    /**
     * These options, with an observer.
     *
     * @param other who is told of each transition
     * @return the options
     */
    public Options withObserver(TaskObserver other) {
      Objects.requireNonNull(other, "withObserver(other): the observer is null");
      return new Options(version, guest, other, holdTasksStrongly, reportCollections);
    }

    /**
     * These options, with pending tasks kept alive (§7.9).
     *
     * @return the options
     */
    public Options holdingTasksStrongly() {
      return new Options(version, guest, observer, true, reportCollections);
    }

    /**
     * These options, for a guest whose own objects have finalizers and report by those (§9.14): nothing is kept of a future only in
     * order to report its error.
     *
     * @return the options
     */
    public Options withoutCollectionReports() {
      return new Options(version, guest, observer, holdTasksStrongly, false);
    }
  }
}
