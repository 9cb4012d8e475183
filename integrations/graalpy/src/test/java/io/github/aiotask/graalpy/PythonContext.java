package io.github.aiotask.graalpy;

import java.io.IOException;
import java.net.URL;
import java.util.Objects;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/** Contexts as embedders have them, for tests. */
final class PythonContext {
  private PythonContext() {}

  /** All that is allowed. */
  static Context open() {
    return Context.newBuilder("python").allowAllAccess(true).build();
  }

  /** Runs a file of the tests as a module, and gives that. */
  static Value module(Context context, String name) throws IOException {
    URL file = Objects.requireNonNull(PythonContext.class.getResource("/" + name + ".py"), name);
    Value module = context.eval("python", "import types; types.ModuleType('" + name + "')");
    context.getBindings("python").putMember("source", Source.newBuilder("python", file).build().getCharacters().toString());
    context.getBindings("python").putMember("module", module);
    context.eval("python", "exec(compile(source, module.__name__ + '.py', 'exec'), module.__dict__)");
    return module;
  }
}
