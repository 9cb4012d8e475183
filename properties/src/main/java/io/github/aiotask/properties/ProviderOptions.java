package io.github.aiotask.properties;

import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.program.Recordings.BadInput;
import io.github.aiotask.properties.run.PulledProvider;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which implementation in this JVM, and who resumes its coroutines. */
final class ProviderOptions {
  @Option(names = "--provider", paramLabel = "NAME", description = "which implementation, if there is more than one")
  private String provider;

  @Option(
      names = "--pull",
      description = "the kit makes the steps of all tasks, as a guest that resumes its coroutines itself; default: the implementation does")
  private boolean pulls;

  TaskRuntimeProvider find() throws BadInput {
    TaskRuntimeProvider found = Providers.find(provider);
    if (!pulls) {
      return found;
    }
    try {
      found.newRuntime(TaskRuntime.Options.DEFAULT).steps();
    } catch (UnsupportedOperationException e) {
      throw new BadInput("--pull: " + e.getMessage());
    }
    return new PulledProvider(found);
  }

  boolean isGiven() {
    return provider != null || pulls;
  }

  /** What says the same again. */
  List<String> again() {
    List<String> options = new ArrayList<>();
    if (provider != null) {
      options.add("--provider");
      options.add(provider);
    }
    if (pulls) {
      options.add("--pull");
    }
    return options;
  }
}
