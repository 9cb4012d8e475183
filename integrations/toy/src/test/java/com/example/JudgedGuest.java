package com.example;

import io.github.aiotask.Callback;

/** The language's answers, where the context is the kit's. */
final class JudgedGuest extends ToyGuest {
  private final Boundary boundary;

  JudgedGuest(Boundary boundary) {
    this.boundary = boundary;
  }

  /** A context of the kit's. */
  static final class Context extends ToyContext {
    final Object kits;

    Context(Object kits) {
      this.kits = kits;
    }
  }

  @Override
  public Object captureContext() {
    return boundary.inContext(boundary.kit.captureContext());
  }

  @Override
  public <A> void runInContext(Object inside, Callback<? super A> body, A argument) throws Exception {
    super.runInContext(
        inside, given -> boundary.kit.runInContext(boundary.outContext(inside), body, given), argument);
  }
}
