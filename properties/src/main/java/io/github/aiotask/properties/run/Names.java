package io.github.aiotask.properties.run;

import io.github.aiotask.FutureLike;
import io.github.aiotask.Task;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names under which a program has created its objects. Holds them, so that nothing is collected before the end. */
final class Names {
  private static final String UNKNOWN = "?";

  private final Map<Object, String> names = new IdentityHashMap<>();
  private final List<Object> held = new ArrayList<>();

  void hold(Object object) {
    held.add(object);
  }

  void put(Object object, String name) {
    names.put(object, name);
  }

  /** The name of an object; {@code ?} for a future or task that the program did not create; null for what has no name. */
  @Nullable String of(Object object) {
    if (object instanceof BodyCoroutine body) {
      return body.body().who().name();
    }
    if (object instanceof KitCallback callback) {
      return callback.who().name();
    }
    String name = names.get(object);
    if (name != null || !(object instanceof FutureLike<?>)) {
      return name;
    }
    // While an eager start runs, the program has not got the task yet, but its coroutine knows whose it is.
    return object instanceof Task<?> task && task.coroutine() instanceof BodyCoroutine body ? body.body().who().name() : UNKNOWN;
  }

  /** The name of what is in a list of callbacks: {@code ?} for what the program did not add. */
  String ofCallback(Object target) {
    boolean gather = target instanceof FutureLike<?> && !(target instanceof Task<?>); // hears of its children
    String name = gather ? null : of(target);
    return name == null ? UNKNOWN : name;
  }
}
