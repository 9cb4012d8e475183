package io.github.aiotask.ps;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;

/** Runs {@link Hangs} below a class loader of its own, as a jar of jars does. */
public final class Launcher {
  private Launcher() {}

  /** @param arguments where the classes are */
  public static void main(String[] arguments) throws Exception {
    URL[] urls = new URL[arguments.length];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = URI.create(arguments[i]).toURL();
    }
    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      String[] machines = {"MACHINES"};
      loader.loadClass("io.github.aiotask.ps.Hangs").getMethod("main", String[].class).invoke(null, (Object) machines);
    }
  }
}
