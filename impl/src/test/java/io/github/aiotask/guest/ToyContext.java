package io.github.aiotask.guest;

/** One context variable. As in Python, a context that is entered cannot be entered again. */
final class ToyContext extends Opaque {
  Object variable;
  private boolean entered;

  ToyContext(Object variable) {
    this.variable = variable;
  }

  void enter() {
    if (entered) {
      throw ToyClass.RUNTIME_ERROR.raised("the context is entered already");
    }
    entered = true;
  }

  void leave() {
    entered = false;
  }
}
