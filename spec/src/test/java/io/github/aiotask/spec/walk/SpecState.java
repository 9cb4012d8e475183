package io.github.aiotask.spec.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A state of the specification: its record, as the model checker gives it. */
record SpecState(Map<String, Object> fields) {

  /** What can be seen of it: all but the order of the ready queues, of which the lengths are seen. */
  Map<String, Object> visible() {
    Map<String, Object> visible = new TreeMap<>(fields);
    visible.remove("told");
    Map<String, Object> lengths = new TreeMap<>();
    map("ready").forEach((loop, entries) -> lengths.put((String) loop, ((List<?>) entries).size()));
    visible.put("ready", lengths);
    return visible;
  }

  boolean exists(String name) {
    return !"none".equals(map("outcome").get(name));
  }

  /** The task whose coroutine runs; null: none does. */
  String running() {
    List<?> running = (List<?>) Objects.requireNonNull(fields.get("running"));
    return running.isEmpty() ? null : (String) running.get(running.size() - 1);
  }

  /** Who is to run in a ready queue, in order. */
  List<String> runs(String loop) {
    List<String> runs = new ArrayList<>();
    ready(loop).forEach(entry -> runs.add((String) ((Map<?, ?>) entry).get("run")));
    return runs;
  }

  /** In which order the tasks were created, in an initial state. */
  List<String> order(Setting setting) {
    List<String> order = new ArrayList<>();
    setting.loops().forEach(loop -> order.addAll(runs(loop)));
    return order;
  }

  /** Whether a callback is registered or scheduled. */
  boolean isUsed(String callback) {
    return map("ready").keySet().stream().anyMatch(loop -> runs((String) loop).contains(callback))
        || map("callbacks").values().stream().anyMatch(its -> ((List<?>) its).contains(callback));
  }

  /** Of which future a callback is scheduled; null if it is not. */
  String callOf(String callback) {
    for (Object loop : map("ready").keySet()) {
      for (Object entry : ready((String) loop)) {
        if (callback.equals(((Map<?, ?>) entry).get("run"))) {
          return (String) ((Map<?, ?>) entry).get("of");
        }
      }
    }
    return null;
  }

  private List<?> ready(String loop) {
    return (List<?>) Objects.requireNonNull(map("ready").get(loop));
  }

  private Map<?, ?> map(String field) {
    return (Map<?, ?>) Objects.requireNonNull(fields.get(field));
  }
}
