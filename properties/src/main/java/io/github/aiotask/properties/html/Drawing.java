package io.github.aiotask.properties.html;

import java.util.List;

/**
 * What there is to draw of a trace, without measures: time is counted in moments, from left to right.
 *
 * @param lanes from top to bottom
 * @param moments in order; the last one is the end of the trace
 * @param spans what goes on from one moment to another
 * @param arrows from cause to effect
 */
record Drawing(List<Lane> lanes, List<Moment> moments, List<Span> spans, List<Arrow> arrows) {

  /** Copies the lists. */
  Drawing {
    lanes = List.copyOf(lanes);
    moments = List.copyOf(moments);
    spans = List.copyOf(spans);
    arrows = List.copyOf(arrows);
  }

  /** Whose time is drawn. */
  record Lane(Kind kind, String name) {
    static final Lane MAIN = new Lane(Kind.MAIN, "main");
    static final Lane CALLBACKS = new Lane(Kind.CALLBACKS, "callbacks");
    static final Lane QUEUE = new Lane(Kind.QUEUE, "ready queue");
    static final Lane LOG = new Lane(Kind.LOG, "log");
  }

  /** Kinds of lanes, in the order in which they are drawn. */
  enum Kind {
    MAIN("outside"),
    TASK("task"),
    COROUTINE("coroutine"),
    CALLBACKS("handles, reports"),
    LOG("trace"),
    FUTURE("future"),
    LOOP("loop"),
    QUEUE("at each look");

    /** A word or two about it. */
    final String about;

    Kind(String about) {
      this.about = about;
    }
  }

  /**
   * One event, or looks one after the other at what has changed, or the end.
   *
   * @param marks none two of the same lane
   */
  record Moment(int iteration, boolean look, List<Mark> marks) {}

  /**
   * What happens in a lane at a moment.
   *
   * @param words the label, in parts
   * @param line the index of the line in the trace; {@link #NO_LINE} at the end of the trace
   */
  record Mark(Lane lane, Sign sign, List<String> words, int line) {
    static final int NO_LINE = -1;
  }

  /** Kinds of marks. */
  enum Sign {
    STARTS,
    GOES_ON,
    DOES,
    FAILS,
    LOGS,
    AWAITS,
    YIELDS,
    RETURNS,
    RAISES,
    CALLED,
    REPORTS,
    CHANGES,
    COMPLETED,
    STILL
  }

  /**
   * A stretch of a lane.
   *
   * @param of what a task waits for, else empty
   * @param from the moment in which it begins
   * @param to the moment in which it ends; that of the end if it never does
   */
  record Span(Lane lane, Stretch stretch, String of, int from, int to) {}

  /** Kinds of stretches. */
  enum Stretch {
    /** Its code runs. */
    RUNNING,
    /** It waits for a future. */
    WAITING,
    /** It is scheduled, or has yielded without waiting. */
    READY,
    /** A future that is not done. */
    PENDING,
    /** An instruction of main goes on. */
    BUSY
  }

  /**
   * From a cause to its effect.
   *
   * @param taken false for a cancel that was refused
   */
  record Arrow(Cause cause, Lane from, int start, Lane to, int end, boolean taken) {}

  /** Kinds of arrows. */
  enum Cause {
    /** Somebody cancels. */
    CANCELS,
    /** Somebody completes a future. */
    COMPLETES,
    /** A task begins to wait for a future. */
    WAITS,
    /** A future is done, and so a task goes on. */
    WAKES,
    /** A future is done, and so a callback is called. */
    CALLS
  }

  /** The moment that shows a line of the trace; that of the end if none does. */
  int momentOf(int line) {
    for (int i = 0; i < moments.size(); i++) {
      if (moments.get(i).marks().stream().anyMatch(mark -> mark.line() == line)) {
        return i;
      }
    }
    return moments.size() - 1;
  }
}
