package io.github.aiotask.properties.model;

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
record Narration(PStack<Line> lines, PMap<String, Look> looks, PMap<Err, Integer> numbers) {
  static final Narration EMPTY = new Narration(ConsPStack.empty(), HashTreePMap.empty(), HashTreePMap.empty());

  /** A look, and the state that was looked at. */
  record Look(Object seen, String text) {}

  Narration plus(Line line) {
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
}
