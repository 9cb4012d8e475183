package io.github.aiotask.asyncio;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.aiotask.Awaitable;
import io.github.aiotask.CancelledError;
import io.github.aiotask.Coroutine;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.StateMachine;
import io.github.aiotask.Task;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.function.Consumer;

/** Runs a program of primitives.py, with coroutines that are written by hand. */
final class PrimitiveRun {
  private static final int LIMIT = 60;

  private final Env env;
  private final Map<String, Object> things = new LinkedHashMap<>();
  private final Map<String, Task<Void>> tasks = new LinkedHashMap<>();

  /** Coroutines that were begun by hand, in no task. */
  private final Map<String, Coroutine<?>> begun = new HashMap<>();

  private PrimitiveRun(PythonVersion version, JsonNode program, Consumer<Versions> change) {
    env = new Env(version);
    change.accept(env.asyncio.versions);
    program.get("things").properties().forEach(one -> things.put(one.getKey(), make(one.getValue().asText())));
    program.get("outside").forEach(
        call -> env.atIteration(call.get(0).asInt(), () -> outside(call.get(1).asText())));
    program.get("tasks").forEach(task -> tasks.put(task.get("name").asText(), env.task(new Body(task))));
  }

  static List<String> trace(PythonVersion version, JsonNode program) {
    return trace(version, program, same -> { });
  }

  /** @param change of what the version says */
  static List<String> trace(PythonVersion version, JsonNode program, Consumer<Versions> change) {
    PrimitiveRun run = new PrimitiveRun(version, program, change);
    run.env.spin(LIMIT);
    run.tasks.forEach((name, task) -> run.env.trace.add("end:" + name + " " + state(task)));
    run.things.forEach((name, thing) -> run.env.trace.add("end:" + name + " " + state(thing)));
    return run.env.trace;
  }

  private Object make(String kind) {
    String[] words = kind.split(" ");
    int number = words.length > 1 ? Integer.parseInt(words[1]) : 0;
    return switch (words[0]) {
      case "lock" -> env.asyncio.lock();
      case "event" -> env.asyncio.event();
      case "condition" -> env.asyncio.condition();
      case "semaphore" -> env.asyncio.semaphore(number);
      case "bounded" -> env.asyncio.boundedSemaphore(number);
      case "barrier" -> env.asyncio.barrier(number);
      case "queue" -> env.asyncio.<Integer>queue(number);
      case "priority" -> env.asyncio.<Integer>priorityQueue(number);
      case "lifo" -> env.asyncio.<Integer>lifoQueue(number);
      default -> throw new AssertionError(kind);
    };
  }

  private static String state(Object thing) {
    if (thing instanceof Task<?> task) {
      return task.isCancelled() ? "cancelled" : task.isDone() ? "finished" : "pending";
    }
    if (thing instanceof Queue<?> queue) {
      return String.valueOf(queue.qsize());
    }
    if (thing instanceof Event event) {
      return event.isSet() ? "set" : "clear";
    }
    if (thing instanceof Barrier barrier) {
      return barrier.broken() ? "broken" : String.valueOf(barrier.waiting());
    }
    boolean locked =
        thing instanceof Lock lock ? lock.locked()
            : thing instanceof Semaphore semaphore ? semaphore.locked() : ((Condition) thing).locked();
    return locked ? "locked" : "free";
  }

  private static String name(Throwable error) {
    if (error instanceof IllegalStateException) {
      return "Refused";
    }
    if (error instanceof CancelledError cancelled && cancelled.message() != null) {
      return "CancelledError " + cancelled.message();
    }
    return error instanceof BrokenBarrierException ? "BrokenBarrierError" : error.getClass().getSimpleName();
  }

  private void outside(String call) {
    try {
      perform(call.split(" "));
    } catch (Throwable error) {
      env.log(call, "!" + name(error));
    }
  }

  private final class Body extends StateMachine<Void> {
    private final String name;
    private final boolean catching;
    private final JsonNode ops;
    private int next;

    /** What it waits for; null before the first. */
    private String awaited;

    Body(JsonNode task) {
      name = task.get("name").asText();
      catching = task.get("catches").asBoolean();
      ops = task.get("ops");
    }

    @Override
    protected Object resume(Object sent, Throwable error) throws Throwable {
      if (awaited == null && error != null) {
        throw error;
      }
      if (awaited != null) {
        told(awaited, sent, error);
        if (error instanceof CancelledError && !catching) {
          throw error;
        }
      }
      while (next < ops.size()) {
        String op = ops.get(next++).asText();
        try {
          Object result = perform(op.split(" "));
          if (result instanceof Awaitable<?> awaitable) {
            awaited = op;
            return await(awaitable);
          }
          told(op, result, null);
        } catch (Throwable failure) {
          told(op, null, failure);
        }
      }
      return returns(null);
    }

    private void told(String op, Object result, Throwable error) {
      String outcome = error != null ? " !" + PrimitiveRun.name(error) : result == null ? "" : " " + result;
      env.log(name, op + outcome);
    }
  }

  /** What sleep(0) is from 3.6 on (§10.80). */
  private static Coroutine<Void> bareYield() {
    return new StateMachine<>() {
      private boolean yielded;

      @Override
      protected Object resume(Object sent, Throwable error) throws Throwable {
        if (error != null) {
          throw error;
        }
        if (yielded) {
          return returns(null);
        }
        yielded = true;
        return null;
      }
    };
  }

  /** What an operation gives, or what it waits for. */
  private Object perform(String[] words) throws Throwable {
    if (words[0].equals("yield")) {
      return bareYield();
    }
    if (words[0].equals("cancel")) {
      Task<Void> task = tasks.get(words[1]);
      if (words.length > 2) {
        task.cancel(words[2]);
      } else {
        task.cancel();
      }
      return null;
    }
    if (words[0].equals("begin")) {
      Coroutine<?> coroutine = (Coroutine<?>) perform(Arrays.copyOfRange(words, 2, words.length));
      begun.put(words[1], coroutine);
      coroutine.send(null);
      return null;
    }
    if (words[0].equals("close")) {
      begun.get(words[1]).close();
      return null;
    }
    Object thing = things.get(words[1]);
    if (thing instanceof Queue<?>) {
      @SuppressWarnings("unchecked") // all are of numbers
      Queue<Integer> queue = (Queue<Integer>) thing;
      return queue(queue, words);
    }
    if (thing instanceof Lock lock) {
      return words[0].equals("acquire") ? lock.acquire() : done(lock::release);
    }
    if (thing instanceof Semaphore semaphore) {
      return words[0].equals("acquire") ? semaphore.acquire() : done(semaphore::release);
    }
    if (thing instanceof Event event) {
      return event(event, words[0]);
    }
    return thing instanceof Barrier barrier ? barrier(barrier, words[0]) : condition((Condition) thing, words);
  }

  private static Object done(Runnable body) {
    body.run();
    return null;
  }

  private static Object event(Event event, String verb) {
    return switch (verb) {
      case "wait" -> event.waitUntilSet();
      case "set" -> done(event::set);
      default -> done(event::clear);
    };
  }

  private static Object barrier(Barrier barrier, String verb) {
    return switch (verb) {
      case "wait" -> barrier.waitForParties();
      case "reset" -> barrier.reset();
      default -> barrier.abort();
    };
  }

  private Object condition(Condition condition, String[] words) {
    return switch (words[0]) {
      case "acquire" -> condition.acquire();
      case "release" -> done(condition::release);
      case "wait" -> condition.waitUntilNotified();
      case "until" -> condition.waitFor(((Event) things.get(words[2]))::isSet);
      case "notify" -> done(() -> condition.notify(Integer.parseInt(words[2])));
      default -> done(condition::notifyAllWaiting);
    };
  }

  private static Object queue(Queue<Integer> queue, String[] words) throws Exception {
    switch (words[0]) {
      case "put":
        return queue.put(Integer.valueOf(words[2]));
      case "put_nowait":
        queue.putNowait(Integer.valueOf(words[2]));
        return null;
      case "get":
        return queue.get();
      case "get_nowait":
        return queue.getNowait();
      case "join":
        return queue.join();
      case "task_done":
        return done(queue::taskDone);
      default:
        return done(() -> queue.shutdown(words[2].equals("now")));
    }
  }
}
