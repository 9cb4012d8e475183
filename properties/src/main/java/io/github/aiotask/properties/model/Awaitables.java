package io.github.aiotask.properties.model;

/** Chapter 10: what asyncio's functions take. */
final class Awaitables {

  private Awaitables() {}

  /** §10.1, §10.2: a future, and not one of another loop; the value is its id. */
  private static Outcome ensureFutureHere(State s, Ref awaitable) {
    boolean elsewhere = awaitable.kind() == Ref.Kind.FUTURE && s.future(awaitable.id()).loop() != State.MAIN;
    return elsewhere ? Outcome.raised(s.by("10.2"), "OTHER_LOOP") : ensureFuture(s, awaitable);
  }

  /**
   * The same.
   *
   * @param anyLoop whether CPython takes a future of another loop too: here a function is that of one loop
   */
  static Outcome ensureFuture(State s, Ref awaitable, boolean anyLoop) {
    Outcome ensured = ensureFutureHere(s, awaitable);
    return !anyLoop ? ensured : ensured.butRaised(refused -> refused.rule().equals("10.2") ? refused.also(Model.DIFFERENCE) : refused);
  }

  /** §10.1: a future itself, or a new task of a coroutine; the value is its id. */
  private static Outcome ensureFuture(State s, Ref awaitable) {
    if (awaitable.kind() == Ref.Kind.FUTURE) {
      return Outcome.done(s.by("10.1"), awaitable.id());
    }
    Frame coroutine = s.frame(awaitable.id());
    return CreationRules.createTask(s.by("10.1"), coroutine.who(), coroutine, null, false)
        .map(task -> ((Ref) Words.present(task)).id());
  }

  /** A future that the program does not see; the value is its id. */
  static Outcome newFuture(State s) {
    int id = s.futures().size();
    return Outcome.done(s.with(FutureState.pending(id, FutureState.UNNAMED, FutureState.Type.PLAIN, State.MAIN, null)), id);
  }

  static int id(Outcome made) {
    return (Integer) Words.present(made.value());
  }
}
