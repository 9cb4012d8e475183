package io.github.aiotask.spec.walk;

import io.github.aiotask.spec.tlc.Model;
import io.github.aiotask.spec.tlc.StateGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The state graphs of models, each found once. */
final class Graphs {
  private static final Map<String, StateGraph> FOUND = new HashMap<>();

  private Graphs() {}

  /**
   * The graph of a model.
   *
   * @param folder for TLC's files; a new one is made in it
   */
  static synchronized StateGraph of(Model model, Path folder) throws Exception {
    StateGraph graph = FOUND.get(model.name());
    if (graph == null) {
      graph = StateGraph.of(model, Files.createTempDirectory(folder, "graph"));
      FOUND.put(model.name(), graph);
    }
    return graph;
  }
}
