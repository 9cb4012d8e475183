package io.github.aiotask.ps;

import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** In the JVM that is asked: finds the library below whatever class loaders there are, and writes what each of them tells. */
public final class Agent {
  private static final String USED = "io.github.aiotask.asyncio.Asyncio";
  private static final String ASKED = "io.github.aiotask.inspect.Tasks";

  private Agent() {}

  /**
   * The JVM calls it.
   *
   * @param arguments what to ask, and the file for the answer
   * @param instrumentation knows all classes
   * @throws Exception if the library fails, or the file cannot be written
   */
  public static void agentmain(String arguments, Instrumentation instrumentation) throws Exception {
    int space = arguments.indexOf(' ');
    String command = arguments.substring(0, space);
    Set<ClassLoader> loaders = new LinkedHashSet<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (type.getName().equals(USED)) {
        loaders.add(type.getClassLoader());
      }
    }
    StringBuilder answer = new StringBuilder();
    for (ClassLoader loader : loaders) {
      Class<?> tasks = Class.forName(ASKED, true, loader);
      Object one = tasks.getConstructor().newInstance();
      answer.append(tasks.getMethod(command).invoke(one));
    }
    Files.writeString(Path.of(arguments.substring(space + 1)), answer);
  }
}
