package io.github.aiotask.properties.html;

import io.github.aiotask.properties.html.Drawing.Arrow;
import io.github.aiotask.properties.html.Drawing.Kind;
import io.github.aiotask.properties.html.Drawing.Lane;
import io.github.aiotask.properties.html.Drawing.Mark;
import io.github.aiotask.properties.html.Drawing.Moment;
import io.github.aiotask.properties.html.Drawing.Span;
import io.github.aiotask.properties.html.Drawing.Stretch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sets two drawings as strips, as music is set: what does not fit in the width goes on below. In a strip the iterations are
 * columns, for both drawings the same; what both drawings have in common is set once.
 */
final class Layout {
  /** The width of each strip, without the names of the lanes. */
  static final double WIDTH = 1080;

  private static final double FIRST = 14;
  private static final double LEAST = 84;
  private static final double AFTER = 12;
  private static final double STEP = 20;
  private static final double LOOK = 13;
  private static final double BETWEEN = 12;
  private static final double WORTH_IT = 0.45 * WIDTH;

  private final List<Drawing> drawings;
  private final List<Integer> differences;
  private final List<Strip> strips = new ArrayList<>();
  private final List<Integer> next = new ArrayList<>(List.of(0, 0));
  private final List<Integer> begun = new ArrayList<>(List.of(0, 0));
  private final List<Map<Integer, Double>> places = new ArrayList<>(List.of(new HashMap<>(), new HashMap<>()));
  private List<Column> columns = new ArrayList<>();
  private double x;

  private Layout(List<Drawing> drawings, List<Integer> differences) {
    this.drawings = drawings;
    this.differences = differences;
  }

  /**
   * A part of both drawings.
   *
   * @param columns from left to right
   * @param lanes that have something in it
   * @param panels one if both drawings are the same here, else that of the first and that of the second
   */
  record Strip(List<Column> columns, List<Lane> lanes, List<Panel> panels) {}

  /**
   * An iteration, or a part of it.
   *
   * @param continued whether it has begun in the strip above
   */
  record Column(int iteration, boolean continued, double x, double width) {}

  /**
   * A part of one drawing.
   *
   * @param which 0 for the first, 1 for the second, -1 for what both have in common
   * @param from the first moment
   * @param to the moment after the last
   * @param difference the moment of the first difference, perhaps in another strip
   * @param places where the moments are
   */
  record Panel(Drawing drawing, int which, int from, int to, int difference, Map<Integer, Double> places) {

    boolean has(int moment) {
      return moment >= from && moment < to;
    }

    double place(int moment) {
      return places.getOrDefault(moment, 0.0);
    }

    /** What a lane is at in the strip's beginning, if it is worth a label. */
    List<String> goingOn(Lane lane) {
      return Layout.goingOn(drawing, lane, from);
    }
  }

  /**
   * Sets two drawings.
   *
   * @param firstDifference the moment of the first difference in the first drawing
   * @param secondDifference the one in the second
   */
  static List<Strip> of(Drawing first, int firstDifference, Drawing second, int secondDifference) {
    return new Layout(List.of(first, second), List.of(firstDifference, secondDifference)).set();
  }

  private static List<String> goingOn(Drawing drawing, Lane lane, int moment) {
    for (Span span : drawing.spans()) {
      if (span.lane().equals(lane) && span.from() < moment && span.to() >= moment && span.stretch() == Stretch.WAITING) {
        return Labels.wrap(List.of("… waits for", span.of()));
      }
    }
    return List.of();
  }

  private List<Strip> set() {
    while (next.get(0) < size(0) || next.get(1) < size(1)) {
      int iteration = Math.min(iterationAt(0), iterationAt(1));
      setIteration(iteration, List.of(endOf(0, iteration), endOf(1, iteration)));
    }
    finish();
    return strips;
  }

  private int size(int which) {
    return drawings.get(which).moments().size();
  }

  private int iterationAt(int which) {
    return next.get(which) < size(which) ? drawings.get(which).moments().get(next.get(which)).iteration() : Integer.MAX_VALUE;
  }

  private int endOf(int which, int iteration) {
    int end = next.get(which);
    while (end < size(which) && drawings.get(which).moments().get(end).iteration() <= iteration) {
      end++;
    }
    return end;
  }

  private void setIteration(int iteration, List<Integer> ends) {
    boolean continued = false;
    while (next.get(0) < ends.get(0) || next.get(1) < ends.get(1)) {
      Placed first = place(0, ends.get(0), Double.MAX_VALUE);
      Placed second = place(1, ends.get(1), Double.MAX_VALUE);
      double width = Math.max(LEAST, Math.max(first.width, second.width));
      if (x + width > WIDTH) {
        if (x > 0 && WIDTH - x < WORTH_IT) {
          finish();
          continue;
        }
        width = WIDTH - x;
        first = place(0, ends.get(0), width);
        second = place(1, ends.get(1), width);
      }
      take(0, first);
      take(1, second);
      columns.add(new Column(iteration, continued, x, width));
      x += width;
      continued = true;
    }
  }

  private void take(int which, Placed placed) {
    int from = next.get(which);
    for (int i = 0; i < placed.places.size(); i++) {
      places.get(which).put(from + i, x + placed.places.get(i));
    }
    next.set(which, from + placed.places.size());
  }

  /** Where moments are in their column, and how wide that is. */
  private record Placed(List<Double> places, double width) {}

  /** Places what fits, but one moment at least: no two labels of a lane on each other. */
  private Placed place(int which, int end, double width) {
    Drawing drawing = drawings.get(which);
    int from = next.get(which);
    Map<Lane, Double> above = new HashMap<>();
    Map<Lane, Double> below = new HashMap<>();
    if (x == 0) {
      for (Lane lane : drawing.lanes()) {
        List<String> words = goingOn(drawing, lane, from);
        if (!words.isEmpty()) {
          above.put(lane, Labels.width(words) + 2 * BETWEEN);
        }
      }
    }
    List<Double> placed = new ArrayList<>();
    double used = 0;
    double last = 0;
    for (int i = from; i < end; i++) {
      Moment moment = drawing.moments().get(i);
      Map<Lane, Double> row = moment.look() ? below : above;
      double at = placed.isEmpty() ? FIRST : last + (moment.look() ? LOOK : STEP);
      if (i == differences.get(which) || i == drawing.moments().size() - 1) {
        at = Math.max(at, rightmost(above, below)); // so that a line in front of it is in front of nothing else
      }
      for (Mark mark : moment.marks()) {
        at = Math.max(at, row.getOrDefault(mark.lane(), 0.0));
      }
      double right = at;
      for (Mark mark : moment.marks()) {
        right = Math.max(right, at + Labels.width(Labels.wrap(mark.words())));
      }
      if (right + AFTER > width && !placed.isEmpty()) {
        break;
      }
      for (Mark mark : moment.marks()) {
        double room = i == differences.get(which) ? 2 * BETWEEN : BETWEEN;
        row.put(mark.lane(), at + Labels.width(Labels.wrap(mark.words())) + room);
      }
      placed.add(at);
      last = at;
      used = Math.max(used, right + AFTER);
    }
    return new Placed(placed, used);
  }

  private static double rightmost(Map<Lane, Double> above, Map<Lane, Double> below) {
    return Stream.concat(above.values().stream(), below.values().stream()).mapToDouble(one -> one).max().orElse(0) + BETWEEN;
  }

  private void finish() {
    if (columns.isEmpty()) {
      return;
    }
    stretch();
    List<Panel> panels = new ArrayList<>();
    boolean same = next.get(0).equals(next.get(1))
        && begun.get(0).equals(begun.get(1))
        && next.get(0) <= differences.get(0)
        && next.get(1) <= differences.get(1);
    for (int which = 0; which < (same ? 1 : 2); which++) {
      Drawing drawing = same ? common(next.get(0)) : drawings.get(which);
      panels.add(
          new Panel(
              drawing, same ? -1 : which, begun.get(which), next.get(which), differences.get(which),
              Map.copyOf(places.get(which))));
    }
    strips.add(new Strip(List.copyOf(columns), lanesOf(panels), panels));
    for (int which = 0; which < 2; which++) {
      begun.set(which, next.get(which));
      places.get(which).clear();
    }
    columns = new ArrayList<>();
    x = 0;
  }

  /** To the whole width. */
  private void stretch() {
    double factor = WIDTH / x;
    columns.replaceAll(one -> new Column(one.iteration(), one.continued(), one.x() * factor, one.width() * factor));
    places.forEach(its -> its.replaceAll((moment, place) -> place * factor));
  }

  /** The first drawing with those arrows alone that both have, as far as this moment. */
  private Drawing common(int to) {
    Drawing first = drawings.get(0);
    List<Arrow> arrows = first.arrows().stream().filter(one -> one.end() < to || isInSecond(one)).toList();
    return new Drawing(first.lanes(), first.moments(), first.spans(), arrows);
  }

  private boolean isInSecond(Arrow arrow) {
    return drawings.get(1).arrows().stream()
        .anyMatch(one -> one.cause() == arrow.cause() && one.from().equals(arrow.from()) && one.start() == arrow.start());
  }

  // ---- lanes

  private static List<Lane> lanesOf(List<Panel> panels) {
    Set<Lane> order = new LinkedHashSet<>();
    Set<Lane> active = new LinkedHashSet<>();
    for (Panel panel : panels) {
      order.addAll(panel.drawing().lanes());
      if (panel.from() < panel.to()) {
        addActive(panel, active);
      }
    }
    List<Lane> lanes = new ArrayList<>(order);
    lanes.retainAll(active);
    lanes.sort(Comparator.comparing(lane -> DrawingReader.rank(lane.kind())));
    return lanes;
  }

  private static void addActive(Panel panel, Set<Lane> active) {
    for (Moment moment : panel.drawing().moments().subList(panel.from(), panel.to())) {
      moment.marks().forEach(mark -> active.add(mark.lane()));
    }
    for (Span span : panel.drawing().spans()) {
      if (span.lane().kind() != Kind.FUTURE && span.from() < panel.to() && span.to() >= panel.from()) {
        active.add(span.lane());
      }
    }
    for (Arrow arrow : panel.drawing().arrows()) {
      if (arrow.start() < panel.to() && arrow.end() >= panel.from()) {
        active.add(arrow.from());
        if (panel.has(arrow.end())) {
          active.add(arrow.to());
        }
      }
    }
  }
}
