package io.github.aiotask.properties.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.pcollections.ConsPStack;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PStack;

/**
 * What was told so far.
 *
 * @param lines the last first
 * @param looks the last look at each name
 * @param numbers of the error objects, in the order of their first appearance
 */
record Narration(PStack<Told> lines, PMap<String, Look> looks, PMap<Err, Integer> numbers) {
  static final Narration EMPTY = new Narration(ConsPStack.empty(), HashTreePMap.empty(), HashTreePMap.empty());

  /** A look, and the state that was looked at. */
  record Look(Object seen, String text) {}

  /**
   * A line.
   *
   * @param keys of a look: the rule of each of its keys
   * @param applied how many rules had applied by then
   */
  record Told(String text, String rule, Map<String, String> keys, int applied) {}

  Narration plus(Told line) {
    return new Narration(lines.plus(line), looks, numbers);
  }

  Narration withLook(String name, Look look) {
    return new Narration(lines, looks.plus(name, look), numbers);
  }

  Narration numbering(Err error) {
    return numbers.containsKey(error)
        ? this
        : new Narration(lines, looks, numbers.plus(error, numbers.size() + 1));
  }

  /** The lines in order, each with the rules that have applied since the last line before it that had seen fewer. */
  List<Line> expected(List<String> applied) {
    List<Told> told = new ArrayList<>(lines);
    Collections.reverse(told);
    List<Line> expected = new ArrayList<>(told.size());
    int since = 0;
    int last = 0;
    for (Told line : told) {
      if (line.applied > last) {
        since = last;
        last = line.applied;
      }
      expected.add(new Line(line.text, line.rule, line.keys, applied.subList(since, last)));
    }
    return expected;
  }
}
