package io.github.aiotask.graalpy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Programs on asyncio: each is a function of {@code asyncio_checks.py}. */
final class AsyncioTest {
  private static Context context;

  @BeforeAll
  static void open() {
    context = PythonContext.open();
    AiotaskAsyncio.install(context);
  }

  @AfterAll
  static void close() {
    context.close();
  }

  @TestFactory
  List<DynamicTest> runs() throws IOException {
    Value module = PythonContext.module(context, "asyncio_checks");
    Value checks = module.invokeMember("checks");
    List<DynamicTest> tests = new ArrayList<>();
    for (long i = 0; i < checks.getArraySize(); i++) {
      Value check = checks.getArrayElement(i);
      tests.add(
          DynamicTest.dynamicTest(check.getMember("__name__").asString(), () -> module.invokeMember("run", check)));
    }
    return tests;
  }
}
