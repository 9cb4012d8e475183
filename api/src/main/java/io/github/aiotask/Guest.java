package io.github.aiotask;

import org.jspecify.annotations.Nullable;

/**
 * A language runtime's answers where asyncio asks its language. Every default is Java's own answer. The decisions stay in the
 * library; each question may throw, and what it throws is treated as CPython treats an error at that place. Asked on the
 * loop's thread; {@link #captureContext} and {@link #newError} also on a thread that calls {@link
 * EventLoop#callSoonThreadsafe} or, in debug mode, by mistake something else. The loop's thread may be one that stands for it:
 * what a guest keeps per thread, it keeps per {@link LoopThread#current()}.
 *
 * <p>An author answers first {@link #kindOf}, {@link #newCancelled} and {@link #newError}; then {@link #asFuture}, if there are futures
 * that are not the library's; then the two about contexts, if the language has them. What is handed out as a {@link Future} or {@link
 * Task}, here and elsewhere, leads to the guest's own object by {@link Future#owner()}.
 */
public interface Guest {

  /** Java itself: all defaults, and the contexts of {@link JavaContexts}, once there are any. */
  Guest JAVA = new JavaGuest();

  // ---- errors

  /**
   * What an error is. CPython cannot fail at this place, so a failure here is reported, and the error taken for an EXCEPTION.
   *
   * @param error any error
   * @return its kind; Java's: CancelledError is CANCELLED, a VirtualMachineError but StackOverflowError EXIT, all else
   *     EXCEPTION
   */
  default ExceptionKind kindOf(Throwable error) {
    if (error instanceof CancelledError) {
      return ExceptionKind.CANCELLED;
    }
    return error instanceof VirtualMachineError && !(error instanceof StackOverflowError)
        ? ExceptionKind.EXIT
        : ExceptionKind.EXCEPTION;
  }

  /**
   * A new cancellation.
   *
   * @param subject the future that was cancelled, or the task that is (§1.13, §3.3): {@link Future#owner()} is the guest's object at
   *     it; null if there is none
   * @param message why; null for none
   * @return an error of kind CANCELLED
   */
  default Throwable newCancelled(@Nullable Future<?> subject, @Nullable Object message) {
    return new CancelledError(message);
  }

  /**
   * A new error of the library's.
   *
   * @param kind what happened
   * @param subject the task, future or loop that it happened to; of a {@link Future}, {@link Future#owner()} is the guest's object
   * @param value what else belongs to it: what was yielded, the other task, the cause
   * @return the error
   */
  default Throwable newError(ErrorKind kind, @Nullable Object subject, @Nullable Object value) {
    return JavaErrors.newError(kind, subject, value);
  }

  // ---- what is yielded

  /**
   * The future in what a coroutine yielded (§4.1, §4.2). The library does not ask about its own futures and tasks: a guest's object
   * that has one inside, and whose class overrides nothing, is best yielded as that. What else there may be:
   *
   * <ul>
   *   <li>An object of a <b>subclass that overrides</b> {@code cancel} or {@code add_done_callback}: a {@link FutureLike} whose {@link
   *       FutureLike#cancel} calls the object's, whose {@link FutureLike#addWaiter} has the object's {@code add_done_callback} called
   *       with what calls {@link Task#wakeup}, if that one is overridden, and which leaves the rest to the library's future inside.
   *   <li>A future <b>of the guest's own make</b>, with nothing of the library's inside: a {@link FutureLike}, whose table says which
   *       methods matter.
   *   <li>A <b>task that awaits itself</b> by its own object, whatever that overrides: the library's {@link Task} itself, for it is
   *       recognised by identity (§4.4).
   * </ul>
   *
   * @param yielded what was yielded, not null
   * @return the future, or null if it is none; Java's: the thing itself if it is a {@link FutureLike}
   */
  default @Nullable FutureLike<?> asFuture(Object yielded) {
    return yielded instanceof FutureLike<?> future ? future : null;
  }

  /**
   * Whether what a coroutine yielded is a generator (§4.9).
   *
   * @param yielded what was yielded, not null
   * @return Java's: whether it is a {@link Coroutine}
   */
  default boolean isGenerator(Object yielded) {
    return yielded instanceof Coroutine<?>;
  }

  // ---- contexts

  /**
   * A copy of the present context (§1.8, §2.5).
   *
   * @return the context, opaque; null if the guest has none. Java's ({@link #JAVA}): that of {@link JavaContexts}, once there are any
   */
  default @Nullable Object captureContext() {
    return null;
  }

  /**
   * Calls something in a context (§3.19). The library's bodies throw nothing: what happens inside of them does not pass through the
   * guest's frames but around them, and is thrown when this has come back, by whatever way (§3.22). So nothing need be translated
   * there, and what this throws is the guest's own error, about entering or leaving.
   *
   * @param <A> the argument
   * @param context one that {@link #captureContext} or the guest's code gave
   * @param body what to call, once
   * @param argument what to give it; a {@link QueuedStep} if it is a step that resumes its coroutine
   * @throws Exception if the context cannot be entered or left
   */
  default <A extends @Nullable Object> void runInContext(Object context, Callback<? super A> body, A argument)
      throws Exception {
    body.call(argument);
  }

  // ---- what only some need

  /**
   * A task with an {@link TaskOptions#owner} exists (§2.11): so its owner has it before its coroutine runs, in an eager start too, and keeps
   * it if the loop then refuses the first step. Called when the task is whole, before it is scheduled, started or told to an
   * observer. What is thrown here leaves {@code createTask}: nothing will step the task, no registry has it, no report is made of
   * it, and its coroutine may be given to another one. Only {@link Coroutine#runsIn} was told of it.
   *
   * @param task the task; {@link Future#owner()} says whose
   */
  default void taskCreated(Task<?> task) {}

  /**
   * Whether an error is how a suspended coroutine is closed, as Python's GeneratorExit. A task group lets it through from 3.15
   * on (§10.86).
   *
   * @param error any error of the guest's
   * @return Java's: false, for direct style has its own one, which is known
   */
  default boolean isCoroutineClosed(Throwable error) {
    return false;
  }

  // ---- words of these questions

  /** What an error is to asyncio (§3.11 to §3.15). */
  enum ExceptionKind {
    /** A cancellation. */
    CANCELLED,
    /** The end of a generator: an EXCEPTION that no future may hold, from 3.5 on (§1.3, §1.18). */
    STOP_ITERATION,
    /** An ordinary error. */
    EXCEPTION,
    /** An error that ordinary handlers let through. */
    BASE_EXCEPTION,
    /** A request to end the run: stored, and thrown on (§3.13). */
    EXIT
  }

  /** What the library raises, by kind; the guest chooses its class and text. */
  enum ErrorKind {
    /** The outcome of a pending future was read (§1.11); the value is the {@link Accessor} that was asked. */
    NOT_READY,
    /** A done future was completed (§1.2); the value is the error that was to be stored, if it was one. */
    ALREADY_DONE,
    /** A STOP_ITERATION was stored in a future; the value is the cause (§1.3). */
    STOP_ITERATION,
    /** A STOP_ITERATION was to be stored in a future (§1.18); the value is that error. */
    STOP_ITERATION_REFUSED,
    /** A task was completed from outside (§3.21); the value is the {@link Accessor} that was to be set. */
    TASK_OUTCOME,
    /** A task was created of what is no coroutine (§2.1). */
    NOT_A_COROUTINE,
    /** A done task was stepped (§3.1). */
    STEP_OF_DONE,
    /** A task was entered while another runs (§3.6). */
    ENTER,
    /** A task was left that does not run (§3.16, §3.17). */
    LEAVE,
    /** A future of another loop was awaited (§4.3). */
    OTHER_LOOP,
    /** A task awaited itself (§4.4). */
    SELF_AWAIT,
    /** A future was yielded, not awaited (§4.7). */
    YIELD_WITHOUT_AWAIT,
    /** A generator was yielded (§4.9). */
    YIELDED_GENERATOR,
    /** Something else was yielded (§4.10). */
    BAD_YIELD,
    /** Tasks that wait for each other were cancelled (§6.9). */
    WAIT_CYCLE,
    /** A closed loop was used (§8.14); the value is the coroutine that it will not run to its end (§10.65), if that is why. */
    LOOP_CLOSED,
    /** A running loop was run or closed (§8.14, §8.16, §8.17). */
    LOOP_RUNNING,
    /** A run ended before its future (§8.12). */
    STOPPED_EARLY,
    /** A coroutine was given as a callback (§8.15). */
    COROUTINE_AS_CALLBACK,
    /** A loop was used from a thread that is not its own (§8.22); the value is the name of the loop's, if that is known. */
    WRONG_THREAD
  }

  /** The value of NOT_READY and TASK_OUTCOME, whose texts differ by it. */
  enum Accessor {
    /** {@code result()} or {@code setResult}. */
    RESULT,
    /** {@code exception()} or {@code setException}. */
    EXCEPTION
  }
}
