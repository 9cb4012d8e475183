package io.github.aiotask.spec.walk;

import io.github.aiotask.TaskRuntimeProvider;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Given commands, and what is seen after the last of them. */
final class Way implements Script {
  private final Iterator<Command> commands;
  private Map<String, Object> seen;

  private Way(List<Command> commands) {
    this.commands = commands.iterator();
  }

  /** What is seen at the end of a path. */
  static Map<String, Object> end(Path path, Setting setting, TaskRuntimeProvider provider) {
    Way way = new Way(path.commands());
    Machine.run(provider, setting, path.order(), way);
    return way.seen;
  }

  @Override
  public Command next(Supplier<Map<String, Object>> now) {
    if (commands.hasNext()) {
      return commands.next();
    }
    seen = now.get();
    return null;
  }

  @Override
  public void broken(String why, Map<String, Object> now) {
    seen = new TreeMap<>(now);
    seen.put("broken", why);
  }
}
