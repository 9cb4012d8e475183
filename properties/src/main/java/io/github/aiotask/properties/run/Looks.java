package io.github.aiotask.properties.run;

import io.github.aiotask.Future;
import io.github.aiotask.Registry;
import io.github.aiotask.Snapshot;
import io.github.aiotask.Snapshot.Registered;
import io.github.aiotask.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at every future, task and loop of a program, and has what has changed written to the trace. */
final class Looks {
  private static final Comparator<Object> BY_CREATION = Comparator.comparingInt(Looks::creation);

  private final Tracer tracer;
  private final Rendering rendering;
  private final Names names;
  private final Registry registry;
  private final Looked mainLoop;
  private final List<Looked> all = new ArrayList<>();
  private final Map<String, Looked> byName = new HashMap<>();

  Looks(Tracer tracer, Names names, Registry registry, LoopDriver mainLoop) {
    this.tracer = tracer;
    this.rendering = tracer.rendering();
    this.names = names;
    this.registry = registry;
    this.mainLoop = new Looked("loop", mainLoop);
  }

  /** What goes by a name, and how it was at the last look. */
  private static final class Looked {
    final String name;
    Object object;
    @Nullable Object state; // what text is made of: to compare it is cheaper
    @Nullable String text;

    Looked(String name, Object object) {
      this.name = name;
      this.object = object;
    }
  }

  private record LoopState(int ready, @Nullable Object current, List<Object> tasks, boolean closed) {}

  /** Looks at it from now on: in the place of what has had that name. */
  void add(String name, Object object) {
    Looked known = byName.get(name);
    if (known == null) {
      known = new Looked(name, object);
      byName.put(name, known);
      all.add(known);
    }
    known.object = object;
  }

  /** Looks at everything. */
  void look() {
    if (tracer.tracesAll()) {
      all.forEach(this::look);
      look(mainLoop);
    }
  }

  private void look(Looked looked) {
    Object state = stateOf(looked.object);
    if (state.equals(looked.state)) {
      return;
    }
    looked.state = state;
    String text = render(state);
    if (!text.equals(looked.text)) {
      looked.text = text;
      tracer.look(looked.name, text);
    }
  }

  private Object stateOf(Object object) {
    if (object instanceof Future<?> future) {
      return future.snapshot();
    }
    if (object instanceof LoopDriver driver) {
      return new LoopState(
          driver.readyCount(), registry.currentTask(driver.loop()), registry.allTasks(driver.loop()), driver.isClosed());
    }
    return ((Duck) object).state();
  }

  private String render(Object state) {
    if (state instanceof Snapshot future) {
      return render(future);
    }
    return state instanceof LoopState loop ? render(loop) : render((Duck.State) state);
  }

  private String render(Snapshot now) {
    StringBuilder line = new StringBuilder(" state=").append(rendering.state(now, "result:", "error:"));
    append(line, "blocking", now.blocking());
    appendCallbacks(line, now.callbacks());
    boolean cancels = now.state() == Snapshot.State.CANCELLED || (now.state() == Snapshot.State.PENDING && now.mustCancel());
    append(line, "message", cancels ? now.cancelMessage() : null);
    append(line, "unretrieved", now.neverRetrieved());
    append(line, "waiter", now.waiter());
    append(line, "must", now.mustCancel());
    append(line, "cancelling", now.cancelling() == 0 ? null : now.cancelling());
    return line.toString();
  }

  private String render(Duck.State now) {
    StringBuilder line = new StringBuilder(" state=").append(now.done() ? "done" : "pending");
    append(line, "blocking", now.blocking());
    appendList(line, "callbacks", now.waiters());
    return line.toString();
  }

  private String render(LoopState now) {
    StringBuilder line = new StringBuilder(" ready=").append(now.ready());
    append(line, "current", now.current());
    List<Object> tasks = new ArrayList<>(now.tasks());
    tasks.sort(BY_CREATION);
    appendList(line, "tasks", tasks);
    append(line, "closed", now.closed());
    return line.toString();
  }

  /** Where in the order of their creation a task stands. */
  private static int creation(Object task) {
    return task instanceof Task<?> one && one.coroutine() instanceof BodyCoroutine body
        ? body.body().number()
        : Integer.MAX_VALUE;
  }

  private static void append(StringBuilder line, String key, boolean set) {
    if (set) {
      line.append(' ').append(key);
    }
  }

  private void append(StringBuilder line, String key, @Nullable Object value) {
    if (value != null) {
      line.append(' ').append(key).append('=').append(rendering.repr(value));
    }
  }

  private void appendList(StringBuilder line, String key, List<?> targets) {
    for (int i = 0; i < targets.size(); i++) {
      append(line, key, i, targets.get(i));
    }
  }

  private void appendCallbacks(StringBuilder line, List<Registered> callbacks) {
    for (int i = 0; i < callbacks.size(); i++) {
      append(line, "callbacks", i, callbacks.get(i).target());
    }
  }

  /** One of a list; the first one stands behind the key. */
  private void append(StringBuilder line, String key, int index, Object target) {
    if (index == 0) {
      line.append(' ').append(key).append('=');
    } else {
      line.append(',');
    }
    line.append(names.ofCallback(target));
  }
}
