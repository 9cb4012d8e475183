package io.github.aiotask.spec.walk;

import static io.github.aiotask.PythonVersion.*;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.plain.Fault;
import io.github.aiotask.properties.plain.PlainRuntimeProvider;
import io.github.aiotask.spec.tlc.Checked;
import io.github.aiotask.spec.tlc.Model;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A walk finds faults: each of these, planted in the plain runtime, on a model that has what it takes. */
@Tag("models")
class WalkFaultsTest {
  private static final Set<Fault> ANYWHERE =
      EnumSet.of(
          Fault.SECOND_OUTCOME_IGNORED,
          Fault.SECOND_OUTCOME_WINS,
          Fault.CALLBACKS_REVERSED,
          Fault.CALLBACKS_KEPT,
          Fault.CANCEL_OF_DONE_TRUE,
          Fault.FIRST_STEP_AT_ONCE,
          Fault.FLAG_KEPT_AT_STEP,
          Fault.WAITER_KEPT_AT_STEP,
          Fault.RETURN_BEATS_FLAG,
          Fault.FLAG_KEPT_AT_RETURN,
          Fault.CANCELLED_IS_FAILURE,
          Fault.CANCELLED_CLEARS_FLAG,
          Fault.ERROR_CLEARS_FLAG,
          Fault.FLAG_BEATS_ERROR,
          Fault.CURRENT_KEPT_AFTER_STEP,
          Fault.OUTCOME_FROM_OUTSIDE,
          Fault.SELF_AWAIT_ACCEPTED,
          Fault.FLAG_NOT_FORWARDED,
          Fault.FLAG_KEPT_AT_AWAIT,
          Fault.FLAG_CLEARED_AT_REFUSAL,
          Fault.PLAIN_YIELD_ACCEPTED,
          Fault.BARE_YIELD_AT_ONCE,
          Fault.BARE_YIELD_TWO_HOPS,
          Fault.BARE_YIELD_STEPS_TWICE,
          Fault.BAD_YIELD_ACCEPTED,
          Fault.BAD_YIELD_KILLS,
          Fault.ANSWER_AT_ONCE,
          Fault.YIELD_ERROR_STORED,
          Fault.ONE_WAITER_WOKEN,
          Fault.DONE_WAKES_NOBODY,
          Fault.WAKEUP_TWO_HOPS,
          Fault.CANCEL_SPARES_WAITER,
          Fault.CANCEL_SETS_FLAG_TOO,
          Fault.WAITER_FORGOTTEN_AT_CANCEL,
          Fault.REFUSED_CANCEL_FALSE,
          Fault.CYCLE_SETS_FLAG);
  private static final Set<Fault> WITH_CALLBACKS = EnumSet.of(Fault.DONE_CALLBACK_CALLED, Fault.WAKEUPS_FIRST);
  private static final Set<Fault> WITH_COUNTS =
      EnumSet.of(
          Fault.CANCEL_UNCOUNTED,
          Fault.CANCEL_COUNTED_ONCE,
          Fault.CANCEL_OF_DONE_COUNTS,
          Fault.UNCANCEL_BELOW_ZERO,
          Fault.UNCANCEL_KEEPS_FLAG,
          Fault.UNCANCEL_CLEARS_EARLY);
  private static final Set<Fault> WITH_CREATION =
      EnumSet.of(Fault.EAGER_IGNORED, Fault.EAGER_FORMER_NOT_RESTORED, Fault.EAGER_ERROR_LEAVES, Fault.SWAP_FORGETS);
  private static final Set<Fault> WITH_FATAL_ERRORS =
      EnumSet.of(
          Fault.EXIT_NOT_STORED, Fault.ERROR_DROPS_QUEUE, Fault.BASE_EXCEPTION_WAKES, Fault.BASE_EXCEPTION_WAKES_NOBODY);
  private static final Set<Fault> ON_TWO_LOOPS = EnumSet.of(Fault.OTHER_LOOP_ACCEPTED, Fault.CURRENT_OF_EVERY_LOOP);

  /** A model of one Python, and another Python that a rule tells from it. */
  static List<Arguments> otherPythons() {
    return List.of(
        Arguments.of("3.4: 2 tasks on two loops, 1 future", PYTHON_3_6), // §4.3
        Arguments.of("3.4: 2 tasks, 1 future", PYTHON_3_6), // §4.4 §3.20
        Arguments.of("3.6: 2 tasks, 1 future", PYTHON_3_4),
        Arguments.of("3.7: 2 tasks, 1 future", PYTHON_3_6), // §3.21
        Arguments.of("3.7: 2 tasks, 1 future", PYTHON_3_8), // §3.10
        Arguments.of("3.8: 2 tasks, 1 future", PYTHON_3_7),
        Arguments.of("3.8: 2 tasks, 1 future, fatal errors", PYTHON_3_7), // §5.4 too
        Arguments.of("3.11: 2 tasks, 1 future, a count", PYTHON_3_10), // §6.4
        Arguments.of("3.11: 2 tasks, 1 future, a count", PYTHON_3_13), // §6.6
        Arguments.of("3.12: 2 tasks, 1 future, created by code, a count", PYTHON_3_11), // §2.6
        Arguments.of("3.12: 2 tasks, 1 future, created by code, a count", PYTHON_3_13), // §6.6
        Arguments.of("3.13: 2 tasks, 1 future, a count", PYTHON_3_12));
  }

  static List<Arguments> faults() {
    List<Arguments> all = new ArrayList<>();
    add(all, ANYWHERE, "2 tasks, 1 future");
    add(all, WITH_CALLBACKS, "2 tasks, 1 future, a callback");
    add(all, WITH_COUNTS, "2 tasks, 1 future, counts");
    add(all, WITH_CREATION, "2 tasks, 1 future, created by code");
    add(all, WITH_FATAL_ERRORS, "2 tasks, 1 future, fatal errors");
    add(all, ON_TWO_LOOPS, "2 tasks on two loops, 1 future");
    return all;
  }

  private static void add(List<Arguments> all, Set<Fault> faults, String model) {
    for (Fault fault : faults) {
      if (fault.versions().contains(PYTHON_3_14)) {
        all.add(Arguments.of(fault, model));
      }
      if (fault.versions().contains(PYTHON_3_4)) {
        all.add(Arguments.of(fault, "3.4: " + model));
      }
    }
  }

  @ParameterizedTest(name = "{0} by a Python {1}")
  @MethodSource("otherPythons")
  void anotherPythonIsFound(String name, PythonVersion other) throws Exception {
    Model model = Model.of(name);
    Difference found = new Walk(Checked.of(model).graph(), Setting.of(model), new As(other)).run();

    assertNotNull(found);
    System.out.println("aiotask: Python " + other.number() + " in " + name + ": at \"" + found.command() + "\"");
  }

  /** The plain runtime as one Python, whatever it is asked to be. */
  private record As(PythonVersion version) implements TaskRuntimeProvider {
    @Override
    public String name() {
      return "as " + version.number();
    }

    @Override
    public TaskRuntime newRuntime(TaskRuntime.Options options) {
      return new PlainRuntimeProvider().newRuntime(options.withVersion(version));
    }
  }

  @ParameterizedTest(name = "{0} in {1}")
  @MethodSource("faults")
  void isFound(Fault fault, String name) throws Exception {
    Model model = Model.of(name);
    long start = System.nanoTime();
    Difference found = new Walk(Checked.of(model).graph(), Setting.of(model), PlainRuntimeProvider.with(fault)).run();

    assertNotNull(found);
    long millis = (System.nanoTime() - start) / 1_000_000;
    System.out.println("aiotask: " + fault + " in " + name + ": at \"" + found.command() + "\", " + millis + " ms");
  }
}
