package com.example;

import io.github.aiotask.Coroutine;
import io.github.aiotask.Task;

/** A coroutine of the kit's, as one of the language. */
final class JudgedCoroutine extends ToyCoroutine {
  private final Boundary boundary;
  final Coroutine<?> kits;

  /** Whose the task is to the kit; null: nobody's. */
  Object owner;

  JudgedCoroutine(Boundary boundary, Coroutine<?> kits) {
    this.boundary = boundary;
    this.kits = kits;
  }

  @Override
  Answer resume(Value sent, ToyError raised) {
    try {
      Object came = raised == null ? kits.send(boundary.out(sent)) : kits.raise(boundary.out(raised));
      return came == RETURNED ? new Returns(boundary.in(kits.returned())) : new Yields(boundary.in(came));
    } catch (Throwable error) {
      if (boundary.has(Fault.LETS_JAVA_ESCAPE)) {
        throw new IllegalStateException("a failure of the interpreter");
      }
      return new Raises(boundary.in(error));
    }
  }

  @Override
  public void runsIn(Task<?> task) {
    kits.runsIn(boundary.view(task));
  }
}
