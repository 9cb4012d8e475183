package com.example;

/** Context variables: here, one. */
class ToyContext extends Value {
  Value variable;

  ToyContext copy() {
    ToyContext copy = new ToyContext();
    copy.variable = variable;
    return copy;
  }
}
