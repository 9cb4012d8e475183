package io.github.aiotask.properties.campaign;

import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.exec.ExecRuntime;
import io.github.aiotask.properties.exec.Question;
import io.github.aiotask.properties.exec.Reply;
import io.github.aiotask.properties.model.Line;
import io.github.aiotask.properties.program.PythonText;
import io.github.aiotask.properties.program.Recordings.BadInput;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** A runtime behind a command. */
public final class ExecSubject implements Subject {
  private static final Outcome ON_PURPOSE = new Outcome.NotCompared("the rules differ from CPython on purpose");

  private static final int MORE = 1_000; // lines of a trace than expected, which are kept

  private final ExecRuntime runtime;
  private final boolean isCPython;
  private final String name;
  private final Sight sight;
  private final Patience patience = new Patience();

  /**
   * Of a runtime, which is closed with this.
   *
   * @param runtime that has started
   * @param isCPython whether it may do other than the rules where these differ from CPython on purpose
   */
  public ExecSubject(ExecRuntime runtime, boolean isCPython) {
    this.runtime = runtime;
    this.isCPython = isCPython;
    this.name = runtime.hello().engine(); // of the first one, however often it starts
    this.sight = new Sight(runtime.hello().keys());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> notes() {
    return sight.unseen().isEmpty()
        ? List.of()
        : List.of("not compared, because it cannot see them: " + String.join(", ", sight.unseen()));
  }

  @Override
  public List<Outcome> run(List<Case> cases) throws BadInput, InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    while (outcomes.size() < cases.size() && !patience.isOver()) {
      int end = Math.min(cases.size(), outcomes.size() + patience.left());
      List<Case> asked = cases.subList(outcomes.size(), end);
      List<Case> compared = asked.stream().filter(this::isCompared).toList();
      List<Reply> replies =
          runtime.ask(compared.stream().map(one -> new Question(one.id(), one.program().of(one.version()))).toList());
      List<Outcome> answers = new ArrayList<>();
      for (int i = 0; i < replies.size(); i++) {
        answers.add(outcome(compared.get(i), replies.get(i)));
      }
      patience.see(answers);
      Iterator<Outcome> next = answers.iterator();
      asked.forEach(one -> outcomes.add(isCompared(one) ? next.next() : ON_PURPOSE));
    }
    return outcomes;
  }

  private boolean isCompared(Case one) {
    return !isCPython || !one.expected().differsFromCPython();
  }

  private Outcome outcome(Case one, Reply reply) {
    if (reply instanceof Reply.Cannot cannot) {
      return new Outcome.NotCompared("the runtime says: " + cannot.why());
    }
    if (reply instanceof Reply.Failed failed) {
      return new Outcome.Failed(failed.why());
    }
    List<Line> expected = sight.of(one.expected().lines());
    List<String> actual = ((Reply.Trace) reply).lines();
    if (texts(expected).equals(actual)) {
      return new Outcome.Agrees();
    }
    List<String> kinds = start(actual, expected.size() + MORE).stream().map(PythonText::toKinds).toList();
    return texts(expected).equals(kinds)
        ? new Outcome.Agrees()
        : new Outcome.Differs(new Difference(one.program(), one.version(), name, expected, kinds));
  }

  /** Lines without end are no trace, but show where they differ. */
  private static List<String> start(List<String> lines, int most) {
    if (lines.size() <= most) {
      return lines;
    }
    List<String> start = new ArrayList<>(lines.subList(0, most));
    start.add(String.format(Locale.ROOT, "(%,d more lines)", lines.size() - most));
    return start;
  }

  private static List<String> texts(List<Line> lines) {
    return lines.stream().map(Line::text).toList();
  }

  @Override
  public void close() {
    runtime.close();
  }
}
