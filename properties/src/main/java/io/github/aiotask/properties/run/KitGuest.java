package io.github.aiotask.properties.run;

import io.github.aiotask.Callback;
import io.github.aiotask.Guest;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.properties.functions.Values;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kit's small language: its errors, and context variables in a map that is copied. */
final class KitGuest implements Guest {
  private static final int FIRST_OF_SUBCLASSES = 13; // §1.3; before, it is about the class itself: §1.18

  private final PythonVersion version;
  private final boolean contexts;
  private Map<String, Object> context = new HashMap<>();

  KitGuest(PythonVersion version, boolean contexts) {
    this.version = version;
    this.contexts = contexts;
  }

  Map<String, Object> context() {
    return context;
  }

  @Override
  public ExceptionKind kindOf(Throwable error) {
    if (Values.isBaseGroup(error)) {
      return ExceptionKind.BASE_EXCEPTION;
    }
    if (!(error instanceof KitError kit)) {
      return Guest.super.kindOf(error);
    }
    boolean subclass = kit.kind == ExceptionKind.STOP_ITERATION && !kit.text().startsWith("StopIteration");
    return subclass && version.minor() < FIRST_OF_SUBCLASSES ? ExceptionKind.EXCEPTION : kit.kind;
  }

  @Override
  public Throwable newError(ErrorKind kind, @Nullable Object subject, @Nullable Object value) {
    return new KitError(ExceptionKind.EXCEPTION, kind.name(), value instanceof Throwable cause ? cause : null);
  }

  @Override
  public @Nullable Object captureContext() {
    return contexts ? new Context(new HashMap<>(context)) : null;
  }

  @Override
  public <A extends @Nullable Object> void runInContext(Object inside, Callback<? super A> body, A argument)
      throws Exception {
    Map<String, Object> outside = context;
    context = ((Context) inside).variables;
    try {
      body.call(argument);
    } finally {
      context = outside;
    }
  }

  /** A class of its own, so that nothing can take it for a payload. */
  private record Context(Map<String, Object> variables) {}
}
