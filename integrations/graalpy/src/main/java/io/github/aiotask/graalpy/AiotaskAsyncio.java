package io.github.aiotask.graalpy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.TypeLiteral;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/**
 * Has the asyncio of a GraalPy context run on aiotask, and Java programs take part in it.
 *
 * <pre>{@code
 * try (Context context = Context.newBuilder("python").allowAllAccess(true).build()) {
 *   AiotaskAsyncio.install(context);
 *   context.eval("python", "import asyncio; print(asyncio.run(asyncio.sleep(0.1, 'done')))");
 * }
 * }</pre>
 *
 * <p>Any thread that may use the context.
 */
public final class AiotaskAsyncio {
  private static final String MODULE = "aiotask_asyncio";

  /** Imports the module, from here if Python does not find it. */
  private static final String IMPORT =
      """
      def load(name, source, calls):
          import sys, types
          if name not in sys.modules:
              module = sys.modules[name] = types.ModuleType(name)
              module._calls = calls
              exec(compile(source, name + '.py', 'exec'), module.__dict__)
          return sys.modules[name]
      load
      """;

  private final Value module;

  private AiotaskAsyncio(Value module) {
    this.module = module;
  }

  /**
   * Puts the library in asyncio's place, for loops that are created from now on, and {@code aiotask_asyncio} among the context's
   * modules. The second time changes nothing.
   *
   * @param context one that has the language {@code python}
   * @return the Java side of that context's asyncio
   */
  public static AiotaskAsyncio install(Context context) {
    Objects.requireNonNull(context, "install(context): the context is null");
    ProxyExecutable calls = module -> new PythonCalls(module[0]);
    Value module = context.eval("python", IMPORT).execute(MODULE, source(), calls);
    module.invokeMember("install");
    return new AiotaskAsyncio(module);
  }

  private static String source() {
    try (InputStream in = AiotaskAsyncio.class.getResourceAsStream("/" + MODULE + ".py")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  /**
   * Runs a coroutine in a task of a loop. Any thread.
   *
   * @param coroutine a Python coroutine
   * @param loop the Python loop, which this thread or another one runs
   * @return what it returns, or raises: a Python exception is the {@link org.graalvm.polyglot.PolyglotException} that throws it. To
   *     cancel it is to cancel the task; a task that is cancelled cancels it
   */
  public CompletableFuture<Value> submit(Value coroutine, Value loop) {
    return module.invokeMember("to_java", coroutine, loop).as(new TypeLiteral<CompletableFuture<Value>>() {});
  }
}
