package io.github.aiotask.properties.plain;

import static io.github.aiotask.properties.plain.Fault.In.BOTH;
import static io.github.aiotask.properties.plain.Fault.In.NEW;
import static io.github.aiotask.properties.plain.Fault.In.OLD;
import static io.github.aiotask.properties.plain.Fault.On.ANY;
import static io.github.aiotask.properties.plain.Fault.On.OWN;

import io.github.aiotask.PythonVersion;
import java.util.Set;

/**
 * What can be wrong with a plain runtime: in which Pythons it shows, on which loops, what it is, and the rules of which a
 * finding may name any.
 */
public enum Fault {
  // ---- 1 Future

  SECOND_OUTCOME_IGNORED(BOTH, ANY, "setResult and setException of a done future do nothing", "1.2"),
  SECOND_OUTCOME_WINS(BOTH, ANY, "setResult and setException replace an outcome", "1.1", "1.2"),
  STOP_ITERATION_STORED(NEW, ANY, "setException stores the end of a generator as it is", "1.3"),
  CALLBACKS_REVERSED(BOTH, ANY, "callbacks are scheduled last one first", "1.4"),
  CALLBACKS_KEPT(BOTH, ANY, "the callback list is not emptied", "1.4"),
  CALLBACKS_BEFORE_STATE(BOTH, OWN, "callbacks are scheduled before the outcome is stored", "1.4"),
  DUPLICATES_MERGED(BOTH, ANY, "a callback that is registered already is not registered again", "1.5"),
  DONE_CALLBACK_CALLED(BOTH, ANY, "addDoneCallback on a done future calls the callback", "1.6"),
  REMOVES_FIRST_ONLY(BOTH, ANY, "removeDoneCallback removes one of two equal callbacks", "1.7"),
  REMOVE_COUNTS_ONE(BOTH, ANY, "removeDoneCallback says whether, not how many", "1.7"),
  CONTEXT_OF_THE_COMPLETER(NEW, ANY, "callbacks run in the context of who completes the future", "1.8"),
  CANCEL_OF_DONE_TRUE(BOTH, ANY, "cancel of a done future or task says that it took the request", "1.9", "6.1"),
  CANCEL_KEEPS_MARK(NEW, ANY, "cancel does not clear the never-retrieved mark", "1.10"),
  PENDING_GIVES_NULL(BOTH, ANY, "result() and exception() of a pending future give null", "1.11"),
  RESULT_KEEPS_MARK(BOTH, ANY, "result() does not clear the never-retrieved mark", "1.12"),
  EXCEPTION_KEEPS_MARK(BOTH, ANY, "exception() does not clear the never-retrieved mark", "1.12"),
  ERROR_WRAPPED(BOTH, ANY, "result() raises another error around the stored one", "1.12"),
  READER_WITHOUT_MESSAGE(NEW, ANY, "readers of a cancelled future get a CancelledError without its message", "1.13"),
  CANCELLED_SHARED(BOTH, ANY, "all readers of a cancelled future get one CancelledError", "1.13"),
  KEPT_CANCELLED_STAYS(NEW, ANY, "the CancelledError that ended a task is given to every reader", "1.14"),
  CANCELLED_NOT_KEPT(NEW, ANY, "the CancelledError that ended a task is given to no reader", "1.14", "3.12"),
  MARK_BEFORE_CALLBACKS(BOTH, OWN, "the never-retrieved mark is set before the callbacks are scheduled", "1.17"),
  MARK_NEVER_SET(BOTH, ANY, "setException sets no never-retrieved mark", "1.17"),

  // ---- 2 Creation

  NOTHING_ACCEPTED(BOTH, ANY, "a task is created of what is no coroutine", "2.1"),
  REGISTERED_BEFORE_SCHEDULED(BOTH, OWN, "a task is registered although its first step could not be scheduled", "2.2"),
  FIRST_STEP_AT_ONCE(BOTH, ANY, "the first step runs during creation", "2.3"),
  TASK_WITHOUT_CONTEXT(NEW, ANY, "each step runs in the context of who schedules it", "2.5", "3.19"),
  EAGER_OUTSIDE_OF_THE_RUN(NEW, ANY, "an eager start happens though the loop does not run", "2.6"),
  EAGER_IGNORED(NEW, ANY, "an eager start is an ordinary one", "2.6", "2.7"),
  EAGER_FORMER_NOT_RESTORED(NEW, ANY, "after an eager start there is no running task", "2.7"),
  EAGER_IN_CONTEXT_OF_CREATOR(NEW, ANY, "an eager first step runs in the context of the creator", "2.7", "3.19"),
  EAGER_DONE_LISTED(NEW, ANY, "a task that its eager start finished is registered", "2.8", "7.2"),
  EAGER_PENDING_NOT_LISTED(NEW, ANY, "a task that its eager start did not finish is not registered", "2.8"),
  EAGER_EXIT_SWALLOWED(NEW, ANY, "an EXIT out of an eager start does not reach the creator", "2.9"),
  EAGER_ERROR_LEAVES(NEW, ANY, "every error out of an eager start reaches the creator", "2.9"),

  // ---- 3 Step

  STEP_OF_DONE_RUNS(BOTH, ANY, "a step of a done task resumes the coroutine", "3.1"),
  FLAG_KEPT_AT_STEP(BOTH, ANY, "a step raises the cancellation but leaves the flag set", "3.2"),
  OWN_CANCELLED_REPLACED(BOTH, ANY, "a flag replaces even a CancelledError that the step was to raise", "3.2"),
  WAITER_KEPT_AT_STEP(BOTH, ANY, "a step does not forget the waiter", "3.4"),
  ENTER_UNCHECKED(NEW, ANY, "a task enters though another one runs", "3.6", "7.5"),
  VALUE_NOT_SENT(OLD, ANY, "the value of the wakeup is not sent", "3.7"),
  VALUE_SENT(NEW, ANY, "the value of the wakeup is sent", "3.8"),
  RETURN_BEATS_FLAG(NEW, ANY, "a return while the flag is set gives a result", "3.10"),
  FLAG_KEPT_AT_RETURN(NEW, ANY, "a return while the flag is set cancels but leaves it set", "3.10"),
  RETURN_CANCELS_WITHOUT_MESSAGE(NEW, ANY, "a return while the flag is set cancels without its message", "3.10"),
  CANCELLED_IS_FAILURE(BOTH, ANY, "a CancelledError out of the coroutine is stored as an error", "3.11"),
  CANCELLED_CLEARS_FLAG(BOTH, ANY, "a CancelledError out of the coroutine clears the flag", "3.11"),
  CANCELLED_KEEPS_MESSAGE(
      NEW, ANY, "a CancelledError out of the coroutine cancels with the message of the last request", "3.11"),
  EXIT_NOT_STORED(BOTH, ANY, "an EXIT leaves the step and the task stays pending", "3.13"),
  EXIT_NOT_RAISED(BOTH, ANY, "an EXIT is stored and does not leave the step", "3.13"),
  BASE_EXCEPTION_STAYS_IN_STEP(OLD, ANY, "a BASE_EXCEPTION does not leave the step", "3.14"),
  BASE_EXCEPTION_LEAVES_STEP(NEW, ANY, "a BASE_EXCEPTION leaves the step", "3.14"),
  ERROR_CLEARS_FLAG(BOTH, ANY, "an error out of the coroutine clears the flag", "3.14"),
  FLAG_BEATS_ERROR(BOTH, ANY, "an error out of the coroutine while the flag is set cancels", "3.14"),
  LEAVE_UNCHECKED(BOTH, ANY, "the end of a step does not ask which task runs", "3.16", "3.17", "7.5"),
  CURRENT_KEPT_AFTER_STEP(BOTH, ANY, "the running task stays the running one after its step", "3.16", "3.17", "7.4"),
  FORCED_STATE_IGNORED(BOTH, ANY, "a return is ignored if the state was forced during the step", "3.18"),
  OUTCOME_FROM_OUTSIDE(NEW, ANY, "setResult and setException of a task are allowed", "3.21"),

  // ---- 4 Yield

  FOREIGN_FUTURE_ACCEPTED(OLD, ANY, "a future of a foreign class can be awaited", "4.1"),
  FOREIGN_FUTURE_REFUSED(NEW, ANY, "a future of a foreign class is a bad yield", "4.2"),
  OTHER_LOOP_ACCEPTED(NEW, ANY, "a future of another loop can be awaited", "4.3"),
  SELF_AWAIT_ACCEPTED(NEW, ANY, "a task can await itself", "4.4"),
  HANDSHAKE_KEPT(BOTH, ANY, "the handshake flag is not cleared", "4.5"),
  HANDSHAKE_CLEARED_LATE(BOTH, ANY, "the handshake flag is cleared after the waiter was added", "4.5"),
  REFUSING_WAITER_KEPT(BOTH, ANY, "a future that raises in addWaiter becomes the waiter all the same", "4.5"),
  FLAG_NOT_FORWARDED(BOTH, ANY, "a request from inside the step does not cancel what is awaited", "4.6"),
  FLAG_KEPT_AT_AWAIT(BOTH, ANY, "a request is passed to what is awaited, and the flag stays set", "4.6"),
  FLAG_CLEARED_AT_REFUSAL(BOTH, ANY, "the flag is cleared though what is awaited did not take the request", "4.6"),
  AWAIT_DROPS_MESSAGE(NEW, ANY, "a request from inside the step is passed on without its message", "4.6", "6.7"),
  SELF_ASKED_FIRST(NEW, ANY, "a task that yields itself is told so, with the handshake or without", "4.7"),
  PLAIN_YIELD_ACCEPTED(BOTH, ANY, "a future that is yielded without the handshake is awaited", "4.7"),
  BARE_YIELD_AT_ONCE(BOTH, ANY, "a bare yield resumes in the same step", "4.8"),
  BARE_YIELD_TWO_HOPS(BOTH, ANY, "a bare yield costs two iterations", "4.8"),
  BARE_YIELD_STEPS_TWICE(BOTH, ANY, "a bare yield schedules two steps", "4.8", "5.6"),
  GENERATOR_IS_BAD_YIELD(BOTH, ANY, "a generator is answered as anything else", "4.9"),
  BAD_YIELD_ACCEPTED(BOTH, ANY, "anything else is taken for a bare yield", "4.10"),
  BAD_YIELD_KILLS(BOTH, ANY, "a bad yield ends the task with the error", "4.11"),
  ANSWER_AT_ONCE(BOTH, ANY, "a bad yield is answered in the same step", "4.11"),
  YIELD_ERROR_STORED(BOTH, ANY, "an error while a yield is dealt with becomes the outcome", "4.12"),

  // ---- 5 Wakeup

  WAKEUPS_FIRST(BOTH, ANY, "wakeups are scheduled before callbacks", "5.1", "1.4"),
  ONE_WAITER_WOKEN(BOTH, ANY, "only the first of the tasks that wait is woken", "5.6", "5.1", "1.4"),
  DONE_WAKES_NOBODY(BOTH, ANY, "a task that begins to wait for a done future is not woken", "5.6", "5.1", "1.6"),
  WAKEUP_TWO_HOPS(BOTH, ANY, "a wakeup schedules the step", "5.2"),
  WAKEUP_SKIPS_READING(BOTH, ANY, "a wakeup that finds the flag set does not read the result", "5.3"),
  BASE_EXCEPTION_WAKES(OLD, ANY, "a BASE_EXCEPTION or EXIT in the future is raised in the coroutine", "5.4"),
  BASE_EXCEPTION_WAKES_NOBODY(NEW, ANY, "a BASE_EXCEPTION or EXIT in the future leaves the wakeup", "5.5"),

  // ---- 6 Cancel

  CANCEL_SPARES_WAITER(BOTH, ANY, "cancel() of a waiting task sets the flag and asks nobody", "6.2"),
  CANCEL_SETS_FLAG_TOO(BOTH, ANY, "cancel() sets the flag though the waiter took the request", "6.2"),
  WAITER_FORGOTTEN_AT_CANCEL(BOTH, ANY, "cancel() forgets the waiter that took the request", "6.2"),
  CANCEL_DROPS_MESSAGE(NEW, ANY, "cancel() does not pass its message to the waiter", "6.2", "6.7"),
  REFUSED_CANCEL_FALSE(BOTH, ANY, "cancel() is refused if the waiter refuses it", "6.3"),
  CANCEL_UNCOUNTED(NEW, ANY, "cancel() does not count", "6.4"),
  CANCEL_COUNTED_ONCE(NEW, ANY, "the count never is above one", "6.4"),
  CANCEL_COUNTED_LATE(NEW, OWN, "cancel() counts after it has asked the waiter", "6.4"),
  CANCEL_OF_DONE_COUNTS(NEW, ANY, "cancel() of a done task counts", "6.1", "6.4"),
  UNCANCEL_BELOW_ZERO(NEW, ANY, "uncancel() goes below zero", "6.5"),
  UNCANCEL_KEEPS_FLAG(NEW, ANY, "uncancel() to zero leaves the flag set", "6.6"),
  UNCANCEL_CLEARS_EARLY(NEW, ANY, "uncancel() clears the flag though somebody still asks", "6.6"),
  FLAG_WITHOUT_MESSAGE(NEW, ANY, "a request that sets the flag loses its message", "6.7", "3.3"),
  FIRST_MESSAGE_WINS(NEW, ANY, "of two requests the message of the first is delivered", "6.7"),
  CYCLE_SETS_FLAG(BOTH, ANY, "cancel() in a cycle raises, but sets the flag before", "6.9"),

  // ---- 7 Registry

  DONE_TASKS_DROPPED(OLD, ANY, "allTasks leaves out done tasks", "7.1"),
  DONE_TASKS_LISTED(NEW, ANY, "allTasks holds done tasks", "7.2"),
  TASKS_OF_EVERY_LOOP(BOTH, ANY, "allTasks holds the tasks of all loops", "7.3"),
  CURRENT_OF_EVERY_LOOP(BOTH, ANY, "the running task of one loop is that of all", "7.4"),
  SWAP_FORGETS(NEW, ANY, "swap gives no former task", "7.5", "2.7"),
  REGISTER_IGNORED(NEW, ANY, "register does nothing", "7.6"),
  UNREGISTER_IGNORED(NEW, ANY, "unregister does nothing", "7.6"),
  EAGER_NOT_LISTED_IN_STEP(NEW, ANY, "allTasks does not hold a task during its eager start", "7.7"),

  // ---- 8 Loop

  NEW_HANDLES_IN_SAME_ITERATION(BOTH, OWN, "an iteration runs what is scheduled in it", "8.1", "2.3"),
  TIMER_IN_SAME_ITERATION(BOTH, OWN, "a timer that is due runs in the iteration that created it", "8.1", "8.21"),
  TIMERS_FIRST(BOTH, OWN, "due timers run before what was ready", "8.1", "8.21"),
  DUE_TIMER_IS_SOON(BOTH, OWN, "callAt with a time that is past is callSoon", "8.21"),
  TIMERS_BY_CREATION(BOTH, OWN, "timers that are due together run in the order of creation", "8.3"),
  EQUAL_TIMERS_REVERSED(BOTH, OWN, "timers of one deadline run last one first", "8.3"),
  CANCELLED_HANDLE_RUNS(BOTH, OWN, "a cancelled handle runs", "8.4"),
  CANCELLED_HANDLE_UNCOUNTED(
      BOTH, OWN, "a cancelled handle leaves its place to one that is scheduled in the iteration", "8.4", "8.1"),
  THREADS_OVERTAKE(BOTH, OWN, "a call from another thread goes to the head of the queue", "8.6"),
  HANDLE_ERROR_LEAVES_RUN(BOTH, OWN, "every error out of a handle leaves the run", "8.7", "8.8"),
  HANDLE_ERROR_SWALLOWED(BOTH, OWN, "no error out of a handle is reported", "8.7", "8.8"),
  BASE_EXCEPTION_REPORTED(OLD, OWN, "a BASE_EXCEPTION out of a handle does not leave the run", "8.7"),
  BASE_EXCEPTION_LEAVES_RUN(NEW, OWN, "a BASE_EXCEPTION out of a handle leaves the run", "8.8"),
  EXIT_REPORTED(BOTH, OWN, "an EXIT out of a handle does not leave the run", "8.7", "8.8"),
  ERROR_DROPS_QUEUE(BOTH, OWN, "what is behind an error that leaves the run is lost", "8.7", "8.8"),
  STOP_WAITS_FOR_ITERATION(OLD, OWN, "stop() takes effect after the iteration", "8.9", "8.11"),
  STOP_AT_ONCE(NEW, OWN, "stop() takes effect after the handle", "8.10", "8.11"),
  EARLY_STOP_FORGOTTEN(NEW, OWN, "stop() before a run has no effect", "8.10"),
  COMPLETE_KEEPS_CALLBACK(BOTH, OWN, "runUntilComplete leaves its callback in the future", "8.11"),
  COMPLETE_STOPS_FOR_EXIT(BOTH, OWN, "runUntilComplete stops for what has left the run", "8.11"),
  STOPPED_EARLY_GIVES_NULL(BOTH, OWN, "runUntilComplete that is stopped before gives null", "8.12"),
  CLOSED_LOOP_SCHEDULES(BOTH, OWN, "a closed loop accepts callbacks", "8.14"),
  RUNNING_LOOP_CLOSES(BOTH, OWN, "close() of a running loop is allowed", "8.14"),
  CLOSE_KEEPS_QUEUE(BOTH, OWN, "close() leaves the queues as they are", "8.14"),
  SECOND_CLOSE_REFUSED(BOTH, OWN, "close() of a closed loop raises LOOP_CLOSED", "8.14"),
  COROUTINE_ACCEPTED(BOTH, OWN, "callSoon takes a coroutine even where it is checked", "8.15"),
  COROUTINE_ALWAYS_REFUSED(NEW, OWN, "callSoon refuses a coroutine without debug mode", "8.15"),
  RUN_IN_RUN(BOTH, OWN, "a running loop can be run", "8.16"),
  OTHER_LOOP_IN_RUN(NEW, OWN, "a loop can be run in a thread that is running another one", "8.17"),
  COMPLETE_REFUSED_AT_ONCE(OLD, OWN, "runUntilComplete of a running loop registers no callback", "8.26"),
  ERROR_TAKES_CALLBACK_BACK(OLD, OWN, "runUntilComplete takes its callback back if an error leaves it", "8.27"),
  HANDLER_ERROR_LEAVES(BOTH, OWN, "an error out of the exception handler leaves the run", "8.18"),
  HANDLER_WITHOUT_CONTEXT(NEW, OWN, "the exception handler runs in the context of whoever ran last", "8.19"),

  // ---- 9 Diagnostics

  CREATION_SITE_LOST(BOTH, OWN, "debug mode keeps no creation site", "9.4"),
  STATE_WORD_PLAIN(BOTH, ANY, "toString never says cancelling", "9.5", "9.6");

  private final In in;
  private final On on;
  private final String description;
  private final Set<String> rules;

  Fault(In in, On on, String description, String... rules) {
    this.in = in;
    this.on = on;
    this.description = description;
    this.rules = Set.of(rules);
  }

  /** The Pythons in which it shows: 3.4, 3.14. */
  enum In {
    OLD,
    NEW,
    BOTH
  }

  /** The loops on which it shows: any, the kit's too, or the runtime's own. */
  enum On {
    ANY,
    OWN
  }

  /** What is wrong, in one line. */
  public String description() {
    return description;
  }

  /** The rules that it breaks, by number: a finding names one of them. */
  public Set<String> rules() {
    return rules;
  }

  /** As which Pythons a runtime with this fault differs from one without: the oldest, the default, or both. */
  public Set<PythonVersion> versions() {
    return switch (in) {
      case OLD -> Set.of(PythonVersion.PYTHON_3_4);
      case NEW -> Set.of(PythonVersion.PYTHON_3_14);
      case BOTH -> Set.of(PythonVersion.PYTHON_3_4, PythonVersion.PYTHON_3_14);
    };
  }

  /** Whether it takes the runtime's own loop to see it. */
  public boolean needsOwnLoop() {
    return on == OWN;
  }
}
