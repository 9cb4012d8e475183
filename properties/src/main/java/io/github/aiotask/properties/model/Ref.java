package io.github.aiotask.properties.model;

/** A value that stands for one of the state's objects. */
record Ref(Kind kind, int id, String name) {
  enum Kind {
    FUTURE,
    COROUTINE,
    LOOP,
    HANDLE,
    TIMEOUT,
    GROUP
  }

  Ref(Kind kind, int id) {
    this(kind, id, "");
  }

  static Ref future(int id) {
    return new Ref(Kind.FUTURE, id);
  }
}
