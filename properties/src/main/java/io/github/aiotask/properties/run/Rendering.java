package io.github.aiotask.properties.run;

import io.github.aiotask.CancelledError;
import io.github.aiotask.Future;
import io.github.aiotask.Snapshot;
import io.github.aiotask.properties.functions.Values;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes values as Python does, so that traces compare. */
final class Rendering {
  /** Futures, tasks and all else that a program creates have no names. */
  static final Rendering ANONYMOUS = new Rendering(value -> value instanceof Number ? null : "@");

  private final Function<Object, @Nullable String> names;

  /** With the names of objects; null for a value that has none. */
  Rendering(Function<Object, @Nullable String> names) {
    this.names = names;
  }

  /** As {@code str(value)}. */
  String str(@Nullable Object value) {
    return str(value, this::error);
  }

  private String str(@Nullable Object value, Function<Throwable, String> errors) {
    if (value == null) {
      return "None";
    }
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    if (value instanceof Throwable error) {
      return errors.apply(error);
    }
    Object plain = Values.plain(value);
    if (plain instanceof List<?> items) {
      return items.stream().map(item -> repr(Values.plain(item), errors)).collect(Collectors.joining(",", "[", "]"));
    }
    String name = names.apply(value);
    return name == null ? value.toString() : name;
  }

  /** As {@code repr(value)}. */
  String repr(@Nullable Object value) {
    return repr(value, this::error);
  }

  /** As {@code repr(value)}, with errors in it as that writes them. */
  String repr(@Nullable Object value, Function<Throwable, String> errors) {
    return value instanceof String text ? "'" + text + "'" : str(value, errors);
  }

  /** {@code Name(text)}; the library's own errors by their kind. */
  String error(Throwable error) {
    return error(error, this::error);
  }

  /** The same, with the members of a group as that writes them. */
  String error(Throwable error, Function<Throwable, String> member) {
    if (error instanceof KitError kit) {
      return kit.text();
    }
    if (error instanceof CancelledError cancelled) {
      Object message = cancelled.message();
      return "CancelledError(" + (message == null ? "" : str(message)) + ")";
    }
    List<Throwable> members = Values.membersOf(error);
    String name = Values.nameOf(error);
    return members.isEmpty() ? name : members.stream().map(member).collect(Collectors.joining(",", name + "(", ")"));
  }

  /** pending, cancelled, result=… or exc=… */
  String state(Future<?> future) {
    return state(future.snapshot(), "result=", "exc=");
  }

  /** The state, with what stands before the outcome. */
  String state(Snapshot now, String result, String exception) {
    return switch (now.state()) {
      case PENDING -> "pending";
      case CANCELLED -> "cancelled";
      case FINISHED -> {
        Throwable error = now.exception();
        yield error == null ? result + repr(now.result()) : exception + error(error);
      }
    };
  }
}
