package io.github.aiotask.properties;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Coroutine;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Guest.ExceptionKind;
import io.github.aiotask.QueuedStep;
import io.github.aiotask.Steps;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.check.Checker;
import io.github.aiotask.properties.run.PulledProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What can be wrong in steps that the guest makes is seen in random programs, one fault at a time. */
@Tag("once")
class PlantedPullFaultsTest {
  private static final long SEED = 17;
  private static final Map<Fault, Integer> SEEN_AFTER = new TreeMap<>();

  /** One fault. */
  enum Fault {
    /** What a step is to raise is lost (§3.2, §5.2). */
    ERROR_IS_LOST,
    /** What a wakeup has read is lost (§3.7). */
    SENT_IS_LOST,
    /** The task that has begun is not the running one (§3.5). */
    TASK_IS_NOT_ENTERED,
    /** The task that was reported is still the running one (§3.16, §3.17). */
    TASK_IS_NOT_LEFT,
    /** A wakeup begins without reading its future (§5.3). */
    WAKEUP_IS_A_STEP,
    /** Every yield is a bare one (§4). */
    YIELD_IS_BARE,
    /** What is returned is lost (§3.9). */
    RETURNED_IS_LOST,
    /** An error is the result (§3.14). */
    RAISED_IS_RETURNED,
    /** A CancelledError is a return (§3.11). */
    CANCEL_IS_A_RETURN,
    /** An EXIT does not leave the step (§3.13). */
    EXIT_DOES_NOT_LEAVE,
    /** An eager start is a step by hand: the former running task is in its way (§2.7). */
    START_IS_A_STEP,
    /** After an eager start the former running task is not put back (§2.7). */
    FORMER_IS_NOT_PUT_BACK
  }

  private record Faulty(Fault fault, TaskRuntime runtime, Steps right) implements Steps {

    private boolean has(Fault one) {
      return fault == one;
    }

    private Throwable begun(Task<?> task, Throwable error) {
      if (has(Fault.TASK_IS_NOT_ENTERED)) {
        runtime.registry().swap(task.loop(), null);
      }
      return has(Fault.ERROR_IS_LOST) ? null : error;
    }

    private void beforeReport(Task<?> task) {
      if (has(Fault.TASK_IS_NOT_ENTERED)) {
        runtime.registry().swap(task.loop(), task);
      }
    }

    private void afterReport(Task<?> task, Object former) {
      boolean eager = former != null;
      if (has(Fault.TASK_IS_NOT_LEFT) && !task.isDone() || has(Fault.FORMER_IS_NOT_PUT_BACK) && eager) {
        runtime.registry().swap(task.loop(), has(Fault.TASK_IS_NOT_LEFT) ? task : null);
      }
    }

    private Object current(Task<?> task) {
      return runtime.registry().currentTask(task.loop());
    }

    @Override
    public <T> Task<T> createTask(TaskLoop loop, Coroutine<T> coroutine, TaskOptions options) {
      return right.createTask(loop, coroutine, options);
    }

    @Override
    public boolean start(Task<?> task) {
      if (!has(Fault.START_IS_A_STEP)) {
        return right.start(task);
      }
      right.begin(task, null, null);
      return true;
    }

    @Override
    public Throwable begin(QueuedStep step) {
      return begun(step.task(), right.begin(step));
    }

    @Override
    public Throwable begin(Task<?> task, Object value, Throwable error) {
      return begun(task, right.begin(task, value, error));
    }

    @Override
    public Throwable begin(Task<?> task, FutureLike<?> done) {
      return begun(task, has(Fault.WAKEUP_IS_A_STEP) ? right.begin(task, null, null) : right.begin(task, done));
    }

    @Override
    public Object sent(Task<?> task) {
      Object sent = right.sent(task);
      return has(Fault.SENT_IS_LOST) ? null : sent;
    }

    @Override
    public void yielded(Task<?> task, Object value) {
      beforeReport(task);
      right.yielded(task, has(Fault.YIELD_IS_BARE) ? null : value);
      afterReport(task, current(task));
    }

    @Override
    public void returned(Task<?> task, Object value) {
      beforeReport(task);
      right.returned(task, has(Fault.RETURNED_IS_LOST) ? null : value);
      afterReport(task, current(task));
    }

    @Override
    public void raised(Task<?> task, Throwable error) {
      beforeReport(task);
      ExceptionKind kind = runtime.guest().kindOf(error);
      if (has(Fault.RAISED_IS_RETURNED) || has(Fault.CANCEL_IS_A_RETURN) && kind == ExceptionKind.CANCELLED) {
        right.returned(task, error);
      } else if (has(Fault.EXIT_DOES_NOT_LEAVE) && kind == ExceptionKind.EXIT) {
        try {
          right.raised(task, error);
        } catch (Throwable left) {
          // this is the fault
        }
      } else {
        right.raised(task, error);
      }
      afterReport(task, current(task));
    }
  }

  /** The implementation, with other steps. */
  private record Planted(Fault fault, TaskRuntimeProvider right) implements TaskRuntimeProvider {
    @Override
    public String name() {
      return fault.name();
    }

    @Override
    public TaskRuntime newRuntime(TaskRuntime.Options options) {
      TaskRuntime runtime = right.newRuntime(options);
      Steps steps = fault == null ? runtime.steps() : new Faulty(fault, runtime, runtime.steps());
      return (TaskRuntime)
          Proxy.newProxyInstance(
              TaskRuntime.class.getClassLoader(),
              new Class<?>[] {TaskRuntime.class},
              (proxy, method, arguments) -> {
                try {
                  return method.getName().equals("steps") ? steps : method.invoke(runtime, arguments);
                } catch (InvocationTargetException raised) {
                  throw raised.getCause();
                }
              });
    }
  }

  @ParameterizedTest
  @EnumSource
  void isSeen(Fault fault) throws Exception {
    Checker checker = new Checker(new PulledProvider(new Planted(fault, Providers.find(null))));
    int programs = FaultHunt.programsUntilSeen(checker, SEED);
    assertTrue(programs > 0, fault + " is not seen in the programs of seed " + SEED);
    SEEN_AFTER.put(fault, programs);
  }

  @AfterAll
  static void report() {
    System.out.println("aiotask: planted faults of pulled steps, seed " + SEED + ", programs until seen: " + SEEN_AFTER);
  }
}
