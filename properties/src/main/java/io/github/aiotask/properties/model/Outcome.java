package io.github.aiotask.properties.model;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What an operation did: the state after it, and its value, or the error that it raised, or what a coroutine yielded. */
record Outcome(State state, Kind kind, @Nullable Object value) {
  enum Kind {
    DONE,
    RAISED,
    YIELDED
  }

  static Outcome done(State state) {
    return new Outcome(state, Kind.DONE, null);
  }

  static Outcome done(State state, @Nullable Object value) {
    return new Outcome(state, Kind.DONE, value);
  }

  static Outcome raised(State state, Err error) {
    return new Outcome(state, Kind.RAISED, error);
  }

  /** The library's own error of that kind. */
  static Outcome raised(State state, String kind) {
    return raised(state, Err.of(kind));
  }

  static Outcome yielded(State state, @Nullable Object value) {
    return new Outcome(state, Kind.YIELDED, value);
  }

  boolean isRaised() {
    return kind == Kind.RAISED;
  }

  Err error() {
    return (Err) Objects.requireNonNull(value);
  }

  /** What comes next, unless an error was raised. */
  Outcome then(Function<State, Outcome> next) {
    return isRaised() ? this : next.apply(state);
  }

  /** Another value in the place of this one, unless an error was raised. */
  Outcome map(Function<@Nullable Object, Object> change) {
    return isRaised() ? this : done(state, change.apply(value));
  }

  /** What is the value was created under that name, unless an error was raised. */
  Outcome created(String name) {
    return isRaised() ? this : done(state.create(name, (Ref) Objects.requireNonNull(value)));
  }

  /** The id that is the value stands for what has that name, unless an error was raised. */
  Outcome named(String name, Ref.Kind kind) {
    return isRaised() ? this : done(state.put(name, new Ref(kind, (Integer) Objects.requireNonNull(value), name)), value);
  }

  /** What is done in any case; an error of it replaces this one's. */
  Outcome anyway(Function<State, Outcome> last) {
    Outcome after = last.apply(state);
    return after.isRaised() ? after : new Outcome(after.state, kind, value);
  }

  /** What is noted if an error was raised. */
  Outcome butRaised(UnaryOperator<State> note) {
    return isRaised() ? at(note.apply(state)) : this;
  }

  Outcome at(State other) {
    return new Outcome(other, kind, value);
  }
}
