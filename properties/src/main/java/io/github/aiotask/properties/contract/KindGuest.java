package io.github.aiotask.properties.contract;

import io.github.aiotask.Guest;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Java's answers; it remembers of which kind the library's errors are. */
final class KindGuest implements Guest {
  private final Map<Throwable, ErrorKind> kinds = new IdentityHashMap<>();

  @Override
  public synchronized Throwable newError(ErrorKind kind, @Nullable Object subject, @Nullable Object value) {
    Throwable error = Guest.super.newError(kind, subject, value);
    kinds.put(error, kind);
    return error;
  }

  synchronized @Nullable ErrorKind kind(Throwable error) {
    return kinds.get(error);
  }
}
