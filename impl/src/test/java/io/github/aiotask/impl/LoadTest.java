package io.github.aiotask.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.TaskRuntime.Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The implementation is found by the thread's context class loader, or by one that an embedder gives. */
class LoadTest {
  private static final Options OPTIONS = Options.DEFAULT.withVersion(PythonVersion.PYTHON_3_12);

  private final Thread thread = Thread.currentThread();
  private final ClassLoader ours = thread.getContextClassLoader();

  /** As in an embedder's thread: a context class loader that knows nothing of the library. */
  @BeforeEach
  void loseTheContextClassLoader() {
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
  }

  @AfterEach
  void restoreIt() {
    thread.setContextClassLoader(ours);
  }

  @Test
  void theContextClassLoaderDoesNotSeeIt() {
    IllegalStateException error = assertThrows(IllegalStateException.class, () -> TaskRuntime.load(OPTIONS));
    assertTrue(error.getMessage().contains("load(options, loader)"), error::getMessage);
  }

  @Test
  void theGivenOneDoes() {
    assertEquals(OPTIONS.version(), TaskRuntime.load(OPTIONS, LoadTest.class.getClassLoader()).version());
  }
}
