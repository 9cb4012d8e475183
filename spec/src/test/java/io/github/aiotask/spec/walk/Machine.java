package io.github.aiotask.spec.walk;

import io.github.aiotask.Callback;
import io.github.aiotask.CancelledError;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Future;
import io.github.aiotask.Guest.ErrorKind;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.run.PulledProvider;
import io.github.aiotask.spec.walk.Command.Verb;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One run of a runtime that performs commands, and what is seen after them. It has control at the gates, where it is another
 * callback of the loop, and in resumed coroutines.
 */
final class Machine {
  private final Setting setting;
  private final Script script;
  private final TaskRuntime runtime;
  private final Map<String, Gates> gates = new LinkedHashMap<>(); // of each loop
  private final View view;
  private final Map<String, Future<Object>> awaitables = new LinkedHashMap<>();
  private final Map<String, Callback<Object>> callbacks = new HashMap<>();
  private final List<String> running = new ArrayList<>();
  private final Map<String, String> raised = new HashMap<>();
  private final Set<String> registeredAt = new LinkedHashSet<>(); // since the gates there were closed
  private int controls; // how often the harness is on the stack
  private String turn = Setting.MAIN; // the loop that runs
  private boolean entryRuns; // the handle that runs is an entry, not a gate
  private boolean over;

  private Machine(TaskRuntimeProvider provider, Setting setting, Script script) {
    this.setting = setting;
    this.script = script;
    this.runtime = provider.newRuntime(TaskRuntime.Options.DEFAULT.withVersion(setting.version()).withGuest(new WalkGuest()));
    this.view = new View(setting, runtime, gates);
    setting.loops().forEach(this::addLoop);
    setting.callbacks().forEach(name -> callbacks.put(name, new NamedCallback(name)));
    setting.futures().forEach(name -> awaitables.put(name, loopOf(name).createFuture()));
  }

  /**
   * Performs commands.
   *
   * @param order in which the tasks are created that are there from the start
   */
  static void run(TaskRuntimeProvider provider, Setting setting, List<String> order, Script script) {
    new Machine(provider, setting, script).run(order);
  }

  private void run(List<String> order) {
    gates.get(turn).schedule();
    for (String task : order) {
      create(task, TaskOptions.DEFAULT);
      gates.get(setting.loopOf(task)).schedule();
    }
    while (!over) {
      Gates its = gates.get(turn);
      if (its.loop().readyCount() == 0) {
        its.schedule();
      }
      try {
        PulledProvider.runOnce(runtime, its.loop());
      } catch (Throwable left) {
        // §8.7 §8.8: a run ends, and a later one goes on with what is queued.
      }
    }
  }

  private void addLoop(String name) {
    RunnableLoop loop = runtime.newVirtualLoop();
    loop.setExceptionHandler(error -> {}); // what leaves a step (§4.12), and reports at collection
    gates.put(name, new Gates(loop, this::atGate));
  }

  private RunnableLoop loopOf(String name) {
    return gates.get(setting.loopOf(name)).loop();
  }

  // ---- control

  private void atGate() {
    if (over) {
      return;
    }
    entryRuns = false;
    Command last = proceed();
    if (last == null) {
      return;
    }
    if (last.verb() != Verb.LOOP_RUNS) {
      giveUp(last + ": no coroutine runs");
    } else if (!last.who().equals(turn)) {
      turn = last.who();
      throw new Fatal(); // ends this loop's run; what is behind it stays in the queue (§8.7, §8.8)
    }
  }

  /** A coroutine is resumed. */
  private Object resumed(Body body, Throwable error) throws Throwable {
    if (over) {
      return Coroutine.RETURNED;
    }
    if (controls == 0) { // else it is an eager start, by a command
      entryRuns = true;
    }
    if (!awaitables.containsKey(body.name()) && runtime.registry().currentTask(loopOf(body.name())) instanceof Task<?> task) {
      awaitables.put(body.name(), asFuture(task)); // nobody else knows it yet
    }
    running.add(body.name());
    raised.put(body.name(), error == null ? "nothing" : error instanceof CancelledError ? "cancelled" : "error");
    Command last = proceed();
    if (last == null) {
      return Coroutine.RETURNED;
    }
    if (!last.verb().endsStep() || !last.who().equals(body.name())) {
      giveUp(last + ": " + body.name() + " runs");
      return Coroutine.RETURNED;
    }
    running.remove(running.size() - 1);
    raised.remove(body.name());
    return end(body, last);
  }

  private Object end(Body body, Command last) throws Throwable {
    return switch (last.verb()) {
      case RAISES -> throw error(last.what());
      case YIELDS -> null;
      case YIELDS_NONSENSE -> Nonsense.called(last.what()).of(loopOf(body.name()), body);
      case AWAITS -> handshake(last.what());
      default -> Coroutine.RETURNED;
    };
  }

  /** §1.15, by hand: also of what is done. */
  private Future<?> handshake(String name) {
    Future<?> future = awaitables.get(name);
    future.setBlocking(true);
    registeredAt.add(name);
    return future;
  }

  /** Performs commands up to one that gives control away: answers that one, or null if there is nothing more to do. */
  private Command proceed() {
    controls++;
    try {
      while (!over) {
        closeGates();
        Command next = script.next(this::now);
        if (next == null) {
          over = true;
        } else if (next.verb().isInPassing()) {
          perform(next);
        } else {
          return next;
        }
      }
      return null;
    } finally {
      controls--;
    }
  }

  private void closeGates() {
    registeredAt.forEach(name -> gates.get(setting.loopOf(name)).closeCallbacks(awaitables.get(name)));
    registeredAt.clear();
    gates.forEach((loop, its) -> its.closeQueue(entryRuns && loop.equals(turn)));
  }

  private Map<String, Object> now() {
    return view.of(awaitables, running, raised);
  }

  private void giveUp(String why) {
    over = true;
    script.broken(why, now());
  }

  // ---- commands in passing

  private void perform(Command command) {
    Future<Object> future = awaitables.get(command.who());
    try {
      switch (command.verb()) {
        case IS_SET -> {
          boolean mustRaise = future.isDone() || (future instanceof Task<?> && setting.since(7)); // §1.2 §3.21
          set(future, command.what());
          if (mustRaise) {
            giveUp(command + ": it raised nothing");
          }
        }
        case IS_CANCELLED -> future.cancel();
        case IS_UNCANCELLED -> ((Task<?>) future).uncancel();
        case GETS_CALLBACK -> {
          future.addDoneCallback(callbacks.get(command.what()));
          registeredAt.add(command.who());
        }
        case LOSES_CALLBACK -> gates.get(setting.loopOf(command.who())).remove(future, callbacks.get(command.what()));
        case IS_CREATED -> create(command.who(), TaskOptions.DEFAULT);
        case IS_CREATED_EAGERLY -> create(command.who(), TaskOptions.DEFAULT.eager());
        default -> throw new IllegalArgumentException(command.toString());
      }
    } catch (Throwable error) {
      if (!mayRaise(command.verb(), error)) {
        giveUp(command + ": it raised " + error);
      }
    }
  }

  /** What code would catch. */
  private static boolean mayRaise(Verb verb, Throwable error) {
    return switch (verb) {
      case IS_SET -> WalkGuest.is(error, ErrorKind.ALREADY_DONE, ErrorKind.TASK_OUTCOME); // §1.2 §3.21
      case IS_CANCELLED -> WalkGuest.is(error, ErrorKind.WAIT_CYCLE); // §6.9
      case IS_CREATED_EAGERLY -> error instanceof Fatal || WalkGuest.is(error, ErrorKind.WAIT_CYCLE); // §2.9 §4.12
      default -> false;
    };
  }

  private void set(Future<Object> future, String how) {
    if (how.equals("result")) {
      future.setResult(null);
    } else {
      future.setException(error(how));
    }
  }

  private void create(String name, TaskOptions options) {
    awaitables.put(name, runtime.createTask(loopOf(name), new Body(name, this::resumed), options));
  }

  private static Throwable error(String how) {
    return switch (how) {
      case "cancelled" -> new CancelledError(null);
      case "fatal" -> new Fatal();
      default -> new WalkGuest.Refusal(how);
    };
  }

  @SuppressWarnings("unchecked") // all that is created here is of Object
  private static Future<Object> asFuture(Task<?> task) {
    return (Future<Object>) task;
  }
}
