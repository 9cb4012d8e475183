package com.example;

import io.github.aiotask.Callback;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskRuntime;

/** The language: one runtime of the library. */
class Toy {
  final ToyGuest guest;
  final TaskRuntime runtime;

  /** Null: the library resumes the coroutines. */
  final Puller puller;

  Toy(ToyGuest guest, TaskRuntime runtime, boolean pulls) {
    this.guest = guest;
    this.runtime = runtime;
    this.puller = pulls ? new Puller(this) : null;
  }

  static Toy load(TaskRuntime.Options options, boolean pulls) {
    ToyGuest guest = new ToyGuest();
    return new Toy(guest, TaskRuntime.load(options.withGuest(guest), Toy.class.getClassLoader()), pulls);
  }

  /** Runs the library's own loop until it is stopped. */
  void run(RunnableLoop loop) throws Exception {
    if (puller == null) {
      loop.runForever();
    } else {
      puller.run(loop);
    }
  }

  /** Null is no context: then there is nothing to enter. What is thrown inside goes around the guest, and wins (§3.22). */
  <A> void inContext(Object context, Callback<? super A> body, A argument) throws Exception {
    if (context == null) {
      body.call(argument);
      return;
    }
    Throwable[] thrown = new Throwable[1];
    try {
      guest.runInContext(
          context,
          given -> {
            try {
              body.call(given);
            } catch (Throwable error) {
              thrown[0] = error;
            }
          },
          argument);
    } catch (Throwable ofTheGuest) {
      if (thrown[0] == null) {
        throw ofTheGuest;
      }
    }
    if (thrown[0] != null) {
      throw Toy.<RuntimeException>as(thrown[0]);
    }
  }

  @SuppressWarnings("unchecked") // it is thrown as what it is: no cast is made
  private static <E extends Throwable> E as(Throwable error) throws E {
    throw (E) error;
  }
}
