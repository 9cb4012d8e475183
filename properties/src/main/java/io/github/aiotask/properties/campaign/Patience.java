package io.github.aiotask.properties.campaign;

import java.util.List;

/** Ends with whoever gives no answer too often in a row: to wait for each of them takes for ever, and tells nothing more. */
final class Patience {
  /** How often. */
  static final int MOST = 20;

  private int row;

  /** Is told what came of the next programs, in their order. */
  void see(List<? extends Outcome> outcomes) {
    for (Outcome outcome : outcomes) {
      row = outcome instanceof Outcome.Failed ? row + 1 : 0;
      if (row == MOST) {
        return;
      }
    }
  }

  /** How many programs it lasts for at the least. */
  int left() {
    return MOST - row;
  }

  boolean isOver() {
    return row >= MOST;
  }
}
