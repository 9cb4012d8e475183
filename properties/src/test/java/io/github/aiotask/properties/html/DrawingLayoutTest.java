package io.github.aiotask.properties.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.properties.check.Difference;
import io.github.aiotask.properties.html.Drawing.Lane;
import io.github.aiotask.properties.html.Drawing.Mark;
import io.github.aiotask.properties.html.Layout.Column;
import io.github.aiotask.properties.html.Layout.Panel;
import io.github.aiotask.properties.html.Layout.Strip;
import io.github.aiotask.properties.model.Line;
import io.github.aiotask.properties.plain.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where things are in a drawing. */
class DrawingLayoutTest {

  private static List<Strip> strips(Difference difference) {
    List<String> expected = difference.expected().stream().map(Line::text).toList();
    Drawing first = DrawingReader.read(difference.program(), expected);
    Drawing second = DrawingReader.read(difference.program(), difference.actual());
    return Layout.of(first, first.momentOf(difference.at()), second, second.momentOf(difference.at()));
  }

  private static boolean isOf(Panel panel, int which) {
    return panel.which() == which || panel.which() < 0;
  }

  @ParameterizedTest
  @EnumSource(names = {"CALLBACKS_REVERSED", "FLAG_NOT_FORWARDED", "CANCEL_SPARES_WAITER", "STOP_AT_ONCE", "WAKEUPS_FIRST"})
  void everyMomentOfBothDrawingsIsSetOnce(Fault fault) {
    List<Strip> strips = strips(Differences.found(fault));
    for (int which = 0; which < 2; which++) {
      int next = 0;
      for (Strip strip : strips) {
        for (Panel panel : strip.panels()) {
          if (isOf(panel, which)) {
            assertEquals(next, panel.from());
            next = panel.to();
          }
        }
      }
      Panel last = strips.get(strips.size() - 1).panels().get(which);
      assertEquals(last.drawing().moments().size(), next);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CALLBACKS_REVERSED", "FLAG_NOT_FORWARDED", "CANCEL_SPARES_WAITER", "STOP_AT_ONCE", "WAKEUPS_FIRST"})
  void everyStripHasTheWholeWidth(Fault fault) {
    for (Strip strip : strips(Differences.found(fault))) {
      Column last = strip.columns().get(strip.columns().size() - 1);
      assertEquals(Layout.WIDTH, last.x() + last.width(), 0.001);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CALLBACKS_REVERSED", "FLAG_NOT_FORWARDED", "CANCEL_SPARES_WAITER", "STOP_AT_ONCE", "WAKEUPS_FIRST"})
  void noLabelIsOnAnotherOrOutside(Fault fault) {
    for (Strip strip : strips(Differences.found(fault))) {
      for (Panel panel : strip.panels()) {
        Map<Lane, Double> above = new HashMap<>();
        Map<Lane, Double> below = new HashMap<>();
        panel.drawing().lanes().forEach(lane -> above.put(lane, Labels.width(panel.goingOn(lane))));
        for (int i = panel.from(); i < panel.to(); i++) {
          Map<Lane, Double> row = panel.drawing().moments().get(i).look() ? below : above;
          for (Mark mark : panel.drawing().moments().get(i).marks()) {
            double right = panel.place(i) + Labels.width(Labels.wrap(mark.words()));
            assertTrue(panel.place(i) > row.getOrDefault(mark.lane(), 0.0), mark::toString);
            assertTrue(right <= Layout.WIDTH, mark::toString);
            row.put(mark.lane(), right);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CALLBACKS_REVERSED", "FLAG_NOT_FORWARDED", "CANCEL_SPARES_WAITER", "STOP_AT_ONCE", "WAKEUPS_FIRST"})
  void aMomentIsInTheColumnOfItsIterationAndBothDrawingsShareThem(Fault fault) {
    for (Strip strip : strips(Differences.found(fault))) {
      for (Panel panel : strip.panels()) {
        for (int i = panel.from(); i < panel.to(); i++) {
          int iteration = panel.drawing().moments().get(i).iteration();
          double x = panel.place(i);
          assertTrue(
              strip.columns().stream().anyMatch(one -> one.iteration() == iteration && isIn(one, x)),
              () -> iteration + " at " + x + " in " + strip.columns());
        }
      }
    }
  }

  private static boolean isIn(Column column, double x) {
    return column.x() <= x && x < column.x() + column.width();
  }

  @Test
  void whatBothHaveIsDrawnOnceAndTheFirstDifferenceTwiceAtTheSamePlace() {
    Difference difference = Differences.found(Fault.CALLBACKS_REVERSED);
    int found = 0;
    for (Strip strip : strips(difference)) {
      boolean before = strip.panels().stream().allMatch(panel -> panel.to() <= panel.difference());
      assertEquals(before ? 1 : 2, strip.panels().size());
      if (strip.panels().stream().allMatch(panel -> panel.has(panel.difference()))) {
        found++;
        Panel first = strip.panels().get(0);
        Panel second = strip.panels().get(1);
        assertEquals(first.place(first.difference()), second.place(second.difference()));
      }
    }
    assertEquals(1, found);
  }

  @Test
  void labelsAreWrappedAndCut() {
    assertEquals(
        List.of("at 1 callback t0", "cancel t0 m1", "! IllegalStateExcep…"),
        Labels.wrap(List.of("at 1 callback t0 cancel t0 m1", "! IllegalStateException#12")));
    assertEquals(List.of("callbacks=t0.watch,", "t0.callback"), Labels.wrap(List.of("callbacks=t0.watch,t0.callback")));
    assertEquals(5, Labels.wrap(List.of("a", "b", "c", "d", "e", "f", "g")).size());
  }
}
