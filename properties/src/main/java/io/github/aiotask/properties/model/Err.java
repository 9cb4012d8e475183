package io.github.aiotask.properties.model;

import io.github.aiotask.Guest.ExceptionKind;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An error object; two with the same text are still two. */
final class Err {
  private final ExceptionKind kind;
  private final String text;
  private final @Nullable Err cause;
  private final List<Err> members;

  Err(ExceptionKind kind, String text, @Nullable Err cause) {
    this(kind, text, cause, List.of());
  }

  private Err(ExceptionKind kind, String text, @Nullable Err cause, List<Err> members) {
    this.kind = kind;
    this.text = text;
    this.cause = cause;
    this.members = members;
  }

  /** An ExceptionGroup; a BaseExceptionGroup if one of them is no exception. */
  static Err group(List<Err> members) {
    boolean exceptions =
        members.stream().allMatch(one -> one.is(ExceptionKind.EXCEPTION) || one.is(ExceptionKind.STOP_ITERATION));
    return new Err(
        exceptions ? ExceptionKind.EXCEPTION : ExceptionKind.BASE_EXCEPTION,
        exceptions ? "ExceptionGroup" : "BaseExceptionGroup",
        null,
        List.copyOf(members));
  }

  static Err timeout(@Nullable Err cause) {
    return new Err(ExceptionKind.EXCEPTION, "TimeoutError()", cause);
  }

  /** One of the library's own, by its kind. */
  static Err of(String kind) {
    return new Err(ExceptionKind.EXCEPTION, kind, null);
  }

  static Err cancelled(@Nullable Object message) {
    return new Err(ExceptionKind.CANCELLED, "CancelledError(" + (message == null ? "" : message) + ")", null);
  }

  /** What a program writes, as in {@code ValueError(x)}, but for a CancelledError. */
  static Err parse(String text) {
    int bracket = text.indexOf('(');
    String name = bracket < 0 ? text : text.substring(0, bracket);
    ExceptionKind kind =
        switch (name) {
          case "KeyboardInterrupt", "SystemExit" -> ExceptionKind.EXIT;
          case "StopIteration", "Sub" -> ExceptionKind.STOP_ITERATION;
          case "MyBase" -> ExceptionKind.BASE_EXCEPTION;
          default -> ExceptionKind.EXCEPTION;
        };
    return new Err(kind, text, null);
  }

  ExceptionKind kind() {
    return kind;
  }

  boolean is(ExceptionKind other) {
    return kind == other;
  }

  /** Whether it is one, and of no subclass. */
  boolean isStopIterationItself() {
    return kind == ExceptionKind.STOP_ITERATION && text.startsWith("StopIteration");
  }

  @Nullable Err cause() {
    return cause;
  }

  /** Of a group. */
  List<Err> members() {
    return members;
  }

  /** With its members as that writes them. */
  String text(Function<Err, String> member) {
    return members.isEmpty() ? text : members.stream().map(member).collect(Collectors.joining(",", text + "(", ")"));
  }

  @Override
  public String toString() {
    return text(Err::toString);
  }
}
