package io.github.aiotask.properties.model;

import io.github.aiotask.properties.program.Limits;
import io.github.aiotask.properties.program.TooMuch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.ConsPStack;
import org.pcollections.PStack;

/**
 * What was told so far.
 *
 * @param lines the last first
 * @param looks the last look at each name: of the main loop, and then in the order of the names
 * @param size of all lines, in characters
 * @param numbered the error objects, in the order of their first appearance
 */
record Narration(PStack<Told> lines, int size, Row<Look> looks, Row<Err> numbered) {
  static final Narration EMPTY = new Narration(ConsPStack.empty(), 0, Row.of(Look.NONE), Row.empty());

  /**
   * A look.
   *
   * @param seen the state that was looked at
   */
  record Look(@Nullable Object seen, String text) {
    /** At what has its name only now. */
    static final Look NONE = new Look(null, "");
  }

  /**
   * A line.
   *
   * @param changed of a look: by what rules
   * @param applied how many rules had applied by then
   */
  record Told(String text, String rule, @Nullable Changed changed, int applied) {}

  Narration plus(Told line) {
    if (line.text.length() > Limits.TRACE - size) {
      throw new TooMuch("has a trace", Limits.TRACE, "characters");
    }
    return new Narration(lines.plus(line), size + line.text.length(), looks, numbered);
  }

  Narration withLook(int at, Look look) {
    return new Narration(lines, size, looks.with(at, look), numbered);
  }

  /** With room for the looks at one more name. */
  Narration withName() {
    return new Narration(lines, size, looks.plus(Look.NONE), numbered);
  }

  Narration numbering(Err error) {
    return numbered.contains(error) ? this : new Narration(lines, size, looks, numbered.plus(error));
  }

  /** From 1 on. */
  int numberOf(Err error) {
    return numbered.indexOf(error) + 1;
  }

  /** The lines in order. */
  List<String> trace() {
    String[] texts = new String[lines.size()];
    int at = texts.length;
    for (Told line : lines) {
      texts[--at] = line.text;
    }
    return Arrays.asList(texts);
  }

  /** The lines in order, each with the rules that have applied since the last line before it that had seen fewer. */
  List<Line> expected(List<String> applied) {
    Told[] told = new Told[lines.size()];
    int at = told.length;
    for (Told line : lines) {
      told[--at] = line;
    }
    List<Line> expected = new ArrayList<>(told.length);
    int since = 0;
    int last = 0;
    for (Told line : told) {
      if (line.applied > last) {
        since = last;
        last = line.applied;
      }
      Map<String, String> keys = Changed.toMap(line.changed);
      expected.add(new Line(line.text, line.rule, keys, applied.subList(since, last)));
    }
    return expected;
  }
}
