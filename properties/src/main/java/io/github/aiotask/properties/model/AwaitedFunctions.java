package io.github.aiotask.properties.model;

import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Limits;
import io.github.aiotask.properties.program.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The instructions wait and wait-for. */
final class AwaitedFunctions {
  private static final Set<String> UNTIL = Set.of("first", "exception", "all");

  private AwaitedFunctions() {}

  /** What they work on; how long is null if there is no limit. */
  private record Operands(List<Ref> refs, String until, @Nullable Long nanos) {}

  static Outcome operands(State s, Instruction one) {
    return one.op() == Op.WAIT ? ofWait(s, one) : ofWaitFor(s, one);
  }

  /** Reads them from the end: seconds, until when, and the futures before that. */
  private static Outcome ofWait(State s, Instruction one) {
    List<String> words = new ArrayList<>(one.args());
    boolean timed = !words.isEmpty() && Limits.isSeconds(words.get(words.size() - 1));
    Long nanos = timed ? (Long) Words.nanos(s, words.remove(words.size() - 1)).value() : null;
    boolean said = !words.isEmpty() && UNTIL.contains(words.get(words.size() - 1));
    String until = said ? words.remove(words.size() - 1) : "all";
    if (s.before(WaitRules.REFUSES_COROUTINES)) {
      return words.isEmpty()
          ? Outcome.raised(s, Err.parse("ValueError(wait)"))
          : Words.awaitables(s, words).map(found -> new Operands(refs(found), until, nanos));
    }
    List<Ref> refs = new ArrayList<>();
    for (String word : words) {
      Outcome future = Words.future(s, word);
      if (future.isRaised()) {
        return future;
      }
      refs.add((Ref) Words.present(future.value()));
    }
    return refs.isEmpty()
        ? Outcome.raised(s, Err.parse("ValueError(wait)"))
        : Outcome.done(s, new Operands(refs, until, nanos));
  }

  private static Outcome ofWaitFor(State s, Instruction one) {
    Outcome limit = Words.limit(s, one.arg(1));
    return limit
        .then(there -> Words.awaitables(there, List.of(one.arg(0))))
        .map(refs -> new Operands(refs(refs), "", (Long) limit.value()));
  }

  @SuppressWarnings("unchecked") // what Words.awaitables gives
  static List<Ref> refs(@Nullable Object value) {
    return (List<Ref>) Words.present(value);
  }

  static Routine.Begun begin(State s, Instruction one, Object value) {
    Operands operands = (Operands) value;
    return one.op() == Op.WAIT
        ? WaitRules.wait(s, operands.refs(), operands.until(), operands.nanos())
        : WaitForRules.waitFor(s, operands.refs().get(0), operands.nanos());
  }
}
