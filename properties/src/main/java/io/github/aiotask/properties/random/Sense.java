package io.github.aiotask.properties.random;

import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Limits;
import io.github.aiotask.properties.program.Op;
import io.github.aiotask.properties.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What random programs keep to, so that each ends by itself and means the same to every runtime: no code starts itself again,
 * no two timers have the same deadline, forever and complete have a stop before them, and no coroutine is resumed while it runs
 * or after its end.
 */
final class Sense {
  private static final String MAIN = "main";

  private final Program program;
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Set<String>> starts = new HashMap<>(); // what runs what, callbacks as "callback c"
  private final Map<String, Integer> uses = new HashMap<>(); // how often a body is run at the most, 2 for often
  private final Map<String, String> bodyOf = new HashMap<>();
  private final Map<String, Integer> sends = new HashMap<>();
  private final Set<String> deadlines = new HashSet<>();
  private final Set<String> callbacks = new HashSet<>();

  private Sense(Program program) {
    this.program = program;
  }

  /** What is wrong with the program; none for what the generator writes and the shrinker makes of it. */
  static List<String> faults(Program program) {
    Sense sense = new Sense(program);
    sense.collect();
    return sense.faults;
  }

  /** Where an instruction stands. */
  private record Spot(String body, boolean repeated, boolean inner) {}

  private void collect() {
    program.main().forEach(one -> prepare(one));
    program.bodies().values().forEach(code -> code.forEach(one -> prepare(one)));
    checkRuns();
    look(program.main(), MAIN);
    program.bodies().forEach((name, code) -> look(code, name));
    for (String node : List.copyOf(starts.keySet())) {
      if (reaches(node, node, new HashSet<>())) {
        faults.add(node + " starts itself");
      }
    }
    sends.forEach((coroutine, count) -> checkSends(coroutine, count));
  }

  /** Learns who uses what. */
  private void prepare(Instruction one) {
    String body = Instructions.startedBody(one);
    if (body != null) {
      uses.merge(body, one.op() == Op.CALL || one.op() == Op.HANDLER ? 2 : 1, Integer::sum);
      bodyOf.put(one.arg(0), body);
    }
    if (one.inner() != null) {
      prepare(one.inner());
    }
  }

  private void checkRuns() {
    for (int i = 0; i < program.main().size(); i++) {
      Op op = program.main().get(i).op();
      if ((op == Op.FOREVER || op == Op.COMPLETE) && (i == 0 || last(program.main().get(i - 1)).op() != Op.STOP)) {
        faults.add(op.text() + " with no stop before it");
      }
    }
  }

  /** What it comes down to in the end. */
  private static Instruction last(Instruction one) {
    return one.inner() == null ? one : last(one.inner());
  }

  private void look(List<Instruction> code, String body) {
    boolean often = uses.getOrDefault(body, 0) > 1;
    Spot spot = new Spot(body, often, false);
    for (Instruction one : code) {
      look(one, spot, body);
    }
  }

  private void look(Instruction one, Spot spot, String node) {
    String started = Instructions.startedBody(one);
    if (started != null) {
      starts.computeIfAbsent(node, key -> new HashSet<>()).add(started);
      check(one.op() == Op.CALL || one.op() == Op.HANDLER || !spot.repeated, one, "is done more than once");
    }
    boolean inStep = !spot.body.equals(MAIN) && !spot.inner;
    switch (one.op()) {
      case RUN, FOREVER, COMPLETE -> check(!inStep, one, "stands in a body");
      case LATER -> {
        check(!spot.repeated, one, "is done more than once");
        check(isDeadline(one.arg(0)), one, "has no power of two");
        check(deadlines.add(one.arg(0)), one, "has the deadline of another one");
      }
      case TIMEOUT -> checkLimit(one, one.arg(0), spot);
      case WAIT_FOR, RESCHEDULE -> checkLimit(one, one.arg(1), spot);
      case WAIT -> checkLimit(one, one.args().isEmpty() ? "" : one.arg(one.args().size() - 1), spot);
      case BASE_CANCEL -> check(!inStep || !one.arg(0).startsWith("t"), one, "may cancel the running task");
      case SEND -> {
        if (bodyOf.containsKey(one.arg(0))) {
          sends.merge(one.arg(0), spot.repeated ? 100 : 1, Integer::sum);
        }
      }
      case ADD -> starts.computeIfAbsent(node, key -> new HashSet<>()).add("callback " + one.arg(1));
      case RAISE -> check(!one.text().startsWith("StopIteration"), one, "would be another error in Python");
      default -> {}
    }
    if (one.op() != Op.LOG) {
      one.args().forEach(word -> check(word.indexOf('\'') < 0 && word.indexOf('"') < 0, one, "has quotes"));
    }
    Instruction inner = one.inner();
    if (inner != null && one.op() == Op.CALLBACK && one.result() != null) {
      String callback = "callback " + one.result();
      check(callbacks.add(callback), one, "has the name of another one");
      starts.computeIfAbsent(node, key -> new HashSet<>()).add(callback);
      look(inner, new Spot(spot.body, true, true), callback);
    } else if (inner != null) {
      look(inner, new Spot(spot.body, spot.repeated, true), node);
    }
  }

  /** A time that is over sets no timer; but that of a wait does. */
  private void checkLimit(Instruction one, String seconds, Spot spot) {
    if (Limits.isSeconds(seconds) && (one.op() == Op.WAIT || Double.parseDouble(seconds) > 0)) {
      check(!spot.repeated, one, "is done more than once");
      check(isDeadline(seconds), one, "has no power of two");
      check(deadlines.add(seconds), one, "has the deadline of another one");
    }
  }

  private void check(boolean holds, Instruction one, String fault) {
    if (!holds) {
      faults.add("\"" + one + "\" " + fault);
    }
  }

  private static boolean isDeadline(String text) {
    double value = Double.parseDouble(text);
    boolean power = Math.scalb(1, Math.getExponent(value)) == Math.abs(value);
    return value == 0 || (power && (value >= 0x1p-9 || value <= -1));
  }

  private boolean reaches(String from, String to, Set<String> seen) {
    for (String next : starts.getOrDefault(from, Set.of())) {
      if (next.equals(to) || (seen.add(next) && reaches(next, to, seen))) {
        return true;
      }
    }
    return false;
  }

  /** Yields outside of try cannot be passed over, so that many sends and one more find the coroutine alive. */
  private void checkSends(String coroutine, int count) {
    int yields = 0;
    int depth = 0;
    for (Instruction one : program.bodies().getOrDefault(bodyOf.getOrDefault(coroutine, ""), List.of())) {
      depth += one.op().opens() ? 1 : one.op() == Op.END ? -1 : 0;
      boolean solid = one.op() == Op.YIELD || one.op() == Op.TRY || one.op() == Op.CATCH || one.op() == Op.END;
      if (depth == 0 && !solid) {
        break;
      }
      yields += depth == 0 && one.op() == Op.YIELD ? 1 : 0;
    }
    if (count > yields + 1) {
      faults.add(coroutine + " may have ended before the last of " + count + " sends");
    }
    boolean started = false;
    for (Instruction one : program.main()) {
      if (one.op() == Op.SEND && one.arg(0).equals(coroutine)) {
        check(started || one.arg(1).equals("None"), one, "starts a coroutine with a value");
        started = true;
      }
    }
  }
}
