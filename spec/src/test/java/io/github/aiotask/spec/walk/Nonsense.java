package io.github.aiotask.spec.walk;

import io.github.aiotask.Coroutine;
import io.github.aiotask.RunnableLoop;

/** What a coroutine must not yield; to the specification it is all the same. */
enum Nonsense {
  /** §4.7 */
  PLAIN_FUTURE("a future without the handshake") {
    @Override
    Object of(RunnableLoop loop, Coroutine<?> coroutine) {
      return loop.createFuture();
    }
  },
  /** §4.9 */
  GENERATOR("a generator") {
    @Override
    Object of(RunnableLoop loop, Coroutine<?> coroutine) {
      return coroutine;
    }
  },
  /** §4.10 */
  WORD("a word") {
    @Override
    Object of(RunnableLoop loop, Coroutine<?> coroutine) {
      return "a word";
    }
  };

  private final String words;

  Nonsense(String words) {
    this.words = words;
  }

  abstract Object of(RunnableLoop loop, Coroutine<?> coroutine);

  static Nonsense called(String words) {
    for (Nonsense one : values()) {
      if (one.words.equals(words)) {
        return one;
      }
    }
    throw new IllegalArgumentException("no nonsense is called " + words);
  }

  @Override
  public String toString() {
    return words;
  }
}
