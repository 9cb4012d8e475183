package io.github.aiotask.spec.walk;

import io.github.aiotask.CancelledError;
import io.github.aiotask.Future;
import io.github.aiotask.Snapshot;
import io.github.aiotask.TaskRuntime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Sees a runtime as {@link SpecState#visible} sees a state. */
final class View {
  private static final Snapshot NONE =
      new Snapshot(Snapshot.State.PENDING, null, null, null, false, false, List.of(), null, false, 0, null);

  private final Setting setting;
  private final TaskRuntime runtime;
  private final Map<String, Gates> gates;

  View(Setting setting, TaskRuntime runtime, Map<String, Gates> gates) {
    this.setting = setting;
    this.runtime = runtime;
    this.gates = gates;
  }

  Map<String, Object> of(Map<String, Future<Object>> awaitables, List<String> running, Map<String, String> raised) {
    Names names = new Names(awaitables);
    Map<String, Snapshot> snapshots = new HashMap<>();
    awaitables.forEach((name, future) -> snapshots.put(name, future.snapshot()));
    Map<String, Object> seen = new TreeMap<>();
    seen.put("outcome", each(setting.awaitables(), snapshots, (name, its) -> its == NONE ? "none" : outcome(its)));
    seen.put("callbacks", each(setting.awaitables(), snapshots, (name, its) -> callbacks(its, names)));
    Map<String, Object> ready = new HashMap<>();
    gates.forEach((loop, its) -> ready.put(loop, its.entries()));
    seen.put("ready", ready);
    seen.put("waiter", each(setting.tasks(), snapshots, (name, its) -> names.of(its.waiter())));
    seen.put("must", each(setting.tasks(), snapshots, (name, its) -> its.mustCancel()));
    seen.put("count", each(setting.tasks(), snapshots, (name, its) -> setting.maxCount() > 0 ? its.cancelling() : 0));
    seen.put("running", running(running, names));
    seen.put("raised", each(setting.tasks(), snapshots, (name, its) -> raised.getOrDefault(name, "nothing")));
    return seen;
  }

  private static Map<String, Object> each(
      List<String> all, Map<String, Snapshot> snapshots, BiFunction<String, Snapshot, Object> what) {
    Map<String, Object> map = new HashMap<>();
    all.forEach(name -> map.put(name, what.apply(name, snapshots.getOrDefault(name, NONE))));
    return map;
  }

  private static String outcome(Snapshot its) {
    return switch (its.state()) {
      case PENDING -> "pending";
      case CANCELLED -> "cancelled";
      case FINISHED -> its.exception() == null ? "result" : error(its.exception());
    };
  }

  private static String error(Throwable error) {
    return error instanceof Fatal ? "fatal" : error instanceof CancelledError ? "cancelledError" : "error"; // §3.20
  }

  private static List<String> callbacks(Snapshot its, Names names) {
    List<String> callbacks = new ArrayList<>();
    for (Snapshot.Registered registered : its.callbacks()) {
      if (!Gates.isGate(registered.target())) {
        callbacks.add(names.of(registered.target()));
      }
    }
    return callbacks;
  }

  /** Those whose coroutines run, if the registry says the same (§7.4). */
  private Object running(List<String> running, Names names) {
    for (Map.Entry<String, Gates> loop : gates.entrySet()) {
      String current = names.of(runtime.registry().currentTask(loop.getValue().loop()));
      String expected = "None";
      for (String task : running) {
        expected = setting.loopOf(task).equals(loop.getKey()) ? task : expected;
      }
      if (!current.equals(expected)) {
        return running + ", but the registry says " + current;
      }
    }
    return new ArrayList<>(running);
  }

  /** Of futures, tasks and callbacks. */
  private record Names(Map<String, Future<Object>> awaitables) {
    String of(Object one) {
      if (one == null) {
        return "None";
      }
      if (one instanceof NamedCallback callback) {
        return callback.name();
      }
      for (Map.Entry<String, Future<Object>> entry : awaitables.entrySet()) {
        if (entry.getValue() == one) {
          return entry.getKey();
        }
      }
      return "somebody else";
    }
  }
}
