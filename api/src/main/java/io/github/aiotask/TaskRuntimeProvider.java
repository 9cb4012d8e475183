package io.github.aiotask;

/** An implementation, found by {@link java.util.ServiceLoader}: a public class with a public constructor without arguments. */
public interface TaskRuntimeProvider {

  /**
   * What a user calls it.
   *
   * @return a short name, as in {@code --provider NAME}
   */
  String name();

  /**
   * Creates a runtime.
   *
   * @param options version, guest, observer
   * @return a new runtime
   */
  TaskRuntime newRuntime(TaskRuntime.Options options);
}
