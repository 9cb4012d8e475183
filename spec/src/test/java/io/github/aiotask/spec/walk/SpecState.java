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

  /** Whether the loop has an entry to run. */
  boolean isReady() {
    return !ready().isEmpty();
  }

  /** Who runs in the ready queue, in order. */
  List<String> runs() {
    List<String> runs = new ArrayList<>();
    ready().forEach(entry -> runs.add((String) ((Map<?, ?>) entry).get("run")));
    return runs;
  }

  /** Whether a callback is registered or scheduled. */
  boolean isUsed(String callback) {
    return runs().contains(callback) || map("callbacks").values().stream().anyMatch(its -> ((List<?>) its).contains(callback));
  }

  /** Of which future the last entry calls a callback; null if the last entry is another one. */
  String lastCallOf(String callback) {
    List<?> ready = ready();
    Map<?, ?> last = ready.isEmpty() ? Map.of() : (Map<?, ?>) ready.get(ready.size() - 1);
    return callback.equals(last.get("run")) ? (String) last.get("of") : null;
  }

  private List<?> ready() {
    return (List<?>) Objects.requireNonNull(map("ready").get("main"));
  }

  private Map<?, ?> map(String field) {
    return (Map<?, ?>) Objects.requireNonNull(fields.get(field));
  }
}
