package io.github.aiotask.properties.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.Registry;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.model.Model;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Program;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A trace does not depend on when the collector comes: a program has what it has created until its end. */
class CollectedTest {
  private static final TaskRuntimeProvider REAL = ServiceLoader.load(TaskRuntimeProvider.class).iterator().next();

  private static final Program FAILED_EAGER_START =
      new Program(
          code("raising r0", "task t0", "run 2", "run"),
          Map.of("t0", code("group q0", "spawn q0 w0 eager", "end"), "w0", code("await r0")),
          false,
          Program.Trace.ALL);

  private static List<Instruction> code(String... lines) {
    return Stream.of(lines).map(Instruction::parse).toList();
  }

  /** The implementation, collected often. */
  private record Collecting() implements TaskRuntimeProvider {
    @Override
    public String name() {
      return "collecting";
    }

    @Override
    public TaskRuntime newRuntime(TaskRuntime.Options options) {
      return collecting(REAL.newRuntime(options));
    }
  }

  /** A runtime whose registry lets the collector come before it tells its tasks. */
  private static TaskRuntime collecting(TaskRuntime runtime) {
    Registry registry = of(Registry.class, runtime.registry(), CollectedTest::collectBeforeAllTasks);
    return of(
        TaskRuntime.class,
        runtime,
        (real, method, arguments) -> method.getName().equals("registry") ? registry : call(real, method, arguments));
  }

  private interface Way {
    Object call(Object real, Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T of(Class<T> type, T real, Way way) {
    return type.cast(
        Proxy.newProxyInstance(
            CollectedTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> way.call(real, method, arguments)));
  }

  private static Object call(Object real, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException error) {
      throw error.getCause();
    }
  }

  private static Object collectBeforeAllTasks(Object real, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("allTasks")) {
      WeakReference<Object> garbage = new WeakReference<>(new Object());
      while (garbage.get() != null) {
        System.gc();
      }
    }
    return call(real, method, arguments);
  }

  @ParameterizedTest
  @EnumSource(names = {"PYTHON_3_12", "PYTHON_3_14"})
  void aTaskWhoseEagerStartFailsIsThere(PythonVersion version) {
    String there = "1=loop ready=0 tasks=w0";
    assertTrue(Model.run(FAILED_EAGER_START, version).trace().contains(there));
    List<String> trace = World.run(FAILED_EAGER_START, version, new Collecting(), false); // a proxy may wrap errors, that is all
    assertTrue(trace.contains(there), trace::toString);
  }
}
