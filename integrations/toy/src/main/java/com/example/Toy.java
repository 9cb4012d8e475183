package com.example;

import io.github.aiotask.Callback;
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

  /** Null is no context: then there is nothing to enter. What is thrown inside goes around the guest (§3.22). */
  <A> void inContext(Object context, Callback<? super A> body, A argument) throws Exception {
    if (context == null) {
      body.call(argument);
      return;
    }
    Throwable[] thrown = new Throwable[1];
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
    if (thrown[0] instanceof Error error) {
      throw error;
    }
    if (thrown[0] instanceof Exception error) {
      throw error;
    }
  }
}
