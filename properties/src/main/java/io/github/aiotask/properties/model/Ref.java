package io.github.aiotask.properties.model;

/** A value that stands for one of the state's objects. */
record Ref(Kind kind, int id) {
  enum Kind {
    FUTURE,
    COROUTINE,
    LOOP,
    HANDLE
  }

  static Ref future(int id) {
    return new Ref(Kind.FUTURE, id);
  }
}
