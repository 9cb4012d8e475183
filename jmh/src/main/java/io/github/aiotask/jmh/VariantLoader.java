package io.github.aiotask.jmh;

import java.io.File;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Sees the platform, {@link Variant}, and its own copy of everything else, so that the JIT's profiles do not mix. */
final class VariantLoader extends URLClassLoader {

  private VariantLoader(URL[] path) {
    super(path, ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    return name.equals(Variant.class.getName()) ? Variant.class : super.findClass(name);
  }

  /** A variant from this program's class path. */
  static Variant load(String name) throws ReflectiveOperationException {
    return load(name, ownPath());
  }

  /** A variant from elsewhere. */
  @SuppressWarnings("resource") // the loader stays open as long as the variant lives: to the end
  static Variant load(String name, URL[] path) throws ReflectiveOperationException {
    VariantLoader loader = new VariantLoader(path);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader); // TaskRuntime.load() looks there
    try {
      Class<?> variants = Class.forName(Variants.class.getName(), true, loader);
      return (Variant) variants.getMethod("create", String.class).invoke(null, name);
    } catch (InvocationTargetException failure) {
      throw new IllegalArgumentException("cannot create the variant " + name + ": " + failure.getCause(), failure);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static URL[] ownPath() {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
      try {
        urls.add(Path.of(entry).toUri().toURL());
      } catch (MalformedURLException error) {
        throw new UncheckedIOException(error);
      }
    }
    return urls.toArray(new URL[0]);
  }
}
