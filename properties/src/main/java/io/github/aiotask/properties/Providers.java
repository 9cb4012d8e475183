package io.github.aiotask.properties;

import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.program.Recordings.BadInput;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the implementation under test. */
final class Providers {

  private Providers() {}

  private static List<TaskRuntimeProvider> all() throws BadInput {
    try {
      return ServiceLoader.load(TaskRuntimeProvider.class).stream().map(ServiceLoader.Provider::get).toList();
    } catch (ServiceConfigurationError e) {
      throw new BadInput("an implementation cannot be loaded: " + e.getMessage());
    }
  }

  static TaskRuntimeProvider find(@Nullable String name) throws BadInput {
    List<TaskRuntimeProvider> all = all();
    String names = all.stream().map(TaskRuntimeProvider::name).collect(Collectors.joining(", "));
    if (name == null) {
      if (all.size() == 1) {
        return all.get(0);
      }
      throw new BadInput(
          all.isEmpty()
              ? "no implementation found: put one with a META-INF/services entry on the class path"
              : "more than one implementation found: choose one with --provider, of " + names);
    }
    return all.stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new BadInput("no implementation called " + name + ": there is " + names));
  }
}
