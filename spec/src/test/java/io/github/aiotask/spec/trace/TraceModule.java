package io.github.aiotask.spec.trace;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Traces as a TLA+ module, with its configuration; all as one Python, for that is a constant. */
record TraceModule(List<Trace> traces) {
  static final String NAME = "RecordedTraces";

  /** The module that reads it. */
  static final String READER = "TraceAsyncioTask";

  /** How the names of futures of the second loop begin. */
  static final String FAR = "far";

  String text() {
    return "---- MODULE " + NAME + " ----\nTraces == <<\n"
        + traces.stream().map(TraceModule::text).collect(Collectors.joining(",\n"))
        + "\n>>\n====\n";
  }

  private static String text(Trace trace) {
    return trace.events().stream().map(Event::tla).collect(Collectors.joining(", ", "  <<", ">>"));
  }

  String configuration() {
    Set<String> tasks = new TreeSet<>();
    Set<String> futures = new TreeSet<>();
    for (Trace trace : traces) {
      for (Event event : trace.events()) {
        switch (event.kind()) {
          case "created" -> tasks.add(event.words().get(1));
          case "done" -> futures.add(event.words().get(1));
          case "waiting" -> futures.add(event.words().get(2));
          default -> {}
        }
      }
    }
    futures.removeAll(tasks);
    return String.join(
        "\n",
        "CONSTANTS",
        "  Tasks = " + set(tasks),
        "  Futures = " + set(futures),
        "  Elsewhere = " + set(futures.stream().filter(name -> name.startsWith(FAR)).toList()),
        "  None = \"None\"",
        "  Version = " + traces.get(0).version().minor(),
        "  Callbacks = {}",
        "  MaxCount = 0",
        "  Creates = TRUE",
        "  Fatal = TRUE",
        "  Observed = TRUE",
        "SPECIFICATION TraceSpec",
        "CHECK_DEADLOCK FALSE", // each trace ends
        "");
  }

  private static String set(Collection<String> names) {
    return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", ", "{", "}"));
  }
}
