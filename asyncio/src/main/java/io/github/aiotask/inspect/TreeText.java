package io.github.aiotask.inspect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The trees of a loop: below each task its calls, below these what it awaits. */
final class TreeText {
  private static final int DEEPEST = 40; // what is deeper is a tree of its own

  private final LoopDump loop;
  private final StringBuilder text;
  private final Map<Integer, TaskDump> tasks = new HashMap<>();
  private final Map<Integer, FutureDump> futures = new HashMap<>();
  private final Set<Integer> path = new HashSet<>();
  private final Set<Integer> shown = new HashSet<>();
  private final Deque<Integer> later = new ArrayDeque<>();

  TreeText(LoopDump loop, StringBuilder text) {
    this.loop = loop;
    this.text = text;
    loop.tasks().forEach(task -> tasks.put(task.id(), task));
    loop.futures().forEach(future -> futures.put(future.id(), future));
  }

  void write() {
    Map<Integer, List<Integer>> awaitedBy = loop.awaitedBy();
    for (TaskDump task : loop.tasks()) {
      if (!awaitedBy.containsKey(task.id())) {
        writeTree(task.id());
      }
    }
    for (FutureDump future : loop.futures()) {
      if (!awaitedBy.containsKey(future.id())) {
        writeTree(future.id());
      }
    }
    for (TaskDump task : loop.tasks()) { // what is left is in cycles, or below them
      if (!shown.contains(task.id())) {
        writeTree(task.id());
      }
    }
  }

  private void writeTree(int root) {
    node(root, "", true, 0);
    for (Integer next = later.poll(); next != null; next = later.poll()) {
      if (!shown.contains(next)) {
        node(next, "", true, 0);
      }
    }
  }

  private void node(int id, String indent, boolean last, int depth) {
    TaskDump task = tasks.get(id);
    FutureDump future = futures.get(id);
    String name = task != null ? "(T) " + task.name() : future != null ? "(F) " + future.what() : "(F) ?";
    if (path.contains(id)) {
      line(indent, last, name + "  CYCLE: this is above, and waits for itself");
    } else if (shown.contains(id)) {
      line(indent, last, name + "  (see above)");
    } else if (depth >= DEEPEST) {
      line(indent, last, name + "  (see below)");
      later.add(id);
    } else {
      path.add(id);
      shown.add(id);
      line(indent, last, name + (task == null ? "" : about(task)));
      String inner = indent + (last ? "    " : "│   ");
      below(task, future, inner, depth);
      path.remove(id);
    }
  }

  private static String about(TaskDump task) {
    String waits = LoopText.waits(task);
    String joint = waits.isEmpty() ? "" : task.waitsFor() == null ? "; " : " for ";
    return "  " + LoopText.state(task) + joint + waits;
  }

  private void below(@Nullable TaskDump task, @Nullable FutureDump future, String indent, int depth) {
    String inner = indent;
    List<Integer> awaits = task != null ? task.awaits() : future != null ? future.awaits() : List.of();
    if (task != null) {
      List<Call> outermostFirst = new ArrayList<>(task.stack());
      Collections.reverse(outermostFirst);
      for (Call call : outermostFirst) {
        line(inner, true, " " + call);
        inner += "    ";
      }
    }
    for (int i = 0; i < awaits.size(); i++) {
      node(awaits.get(i), inner, i == awaits.size() - 1, depth + 1);
    }
  }

  private void line(String indent, boolean last, String content) {
    text.append(indent).append(last ? "└── " : "├── ").append(LoopText.oneLine(content)).append("\n");
  }
}
