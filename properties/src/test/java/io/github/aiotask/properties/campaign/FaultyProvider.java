package io.github.aiotask.properties.campaign;

import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.plain.Fault;
import io.github.aiotask.properties.plain.PlainRuntimeProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/** An implementation with a fault, as a service: cancel() does not count. */
public final class FaultyProvider implements TaskRuntimeProvider {
  /** What it is called. */
  public static final String NAME = "faulty";

  /** The fault. */
  public static final Fault FAULT = Fault.CANCEL_UNCOUNTED;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TaskRuntime newRuntime(TaskRuntime.Options options) {
    return PlainRuntimeProvider.with(FAULT).newRuntime(options);
  }

  /** A class loader that finds it beside all others. */
  public static ClassLoader loader(Path folder) {
    return loader(folder, FaultyProvider.class);
  }

  /** A class loader that finds a provider beside all others. */
  public static ClassLoader loader(Path folder, Class<? extends TaskRuntimeProvider> provider) {
    try {
      Path services = Files.createDirectories(folder.resolve("META-INF/services"));
      Files.writeString(services.resolve(TaskRuntimeProvider.class.getName()), provider.getName());
      return new URLClassLoader(new URL[] {folder.toUri().toURL()}, FaultyProvider.class.getClassLoader());
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
