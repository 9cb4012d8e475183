package io.github.aiotask.spec.tlc;

import io.github.aiotask.spec.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/**
 * What came of a model. It is checked once, for all tests that ask; what TLC read and wrote stays in spec/target/tlc.
 *
 * @param graph of a model that is walked; else null
 */
public record Checked(Tlc tlc, StateGraph graph) {
  private static final Map<String, FutureTask<Checked>> ALL = new ConcurrentHashMap<>();

  /** Checks it, or waits for whoever does. */
  public static Checked of(Model model) throws Exception {
    FutureTask<Checked> run = new FutureTask<>(() -> check(model));
    FutureTask<Checked> before = ALL.putIfAbsent(model.name(), run);
    if (before == null) {
      run.run();
    }
    try {
      return (before == null ? run : before).get();
    } catch (ExecutionException failure) {
      throw new IOException(model + " could not be checked", failure.getCause());
    }
  }

  private static Checked check(Model model) throws Exception {
    Path folder = emptied(Source.root().resolve("spec/target/tlc").resolve(model.name().replaceAll("[^\\w.]+", "-")));
    if (!model.isWalked()) {
      return new Checked(Tlc.run(model, folder), null);
    }
    Path dump = folder.resolve("graph.dot");
    Tlc tlc = Tlc.run(model, folder, "-dump", "dot,actionlabels", dump.toString());
    StateGraph graph = StateGraph.read(dump);
    Files.delete(dump); // it is large
    return new Checked(tlc, graph);
  }

  private static Path emptied(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> old;
      try (Stream<Path> files = Files.walk(folder)) {
        old = files.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : old) {
        Files.delete(file);
      }
    }
    return Files.createDirectories(folder);
  }
}
