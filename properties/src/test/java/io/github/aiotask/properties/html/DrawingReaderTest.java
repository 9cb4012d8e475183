package io.github.aiotask.properties.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.properties.html.Drawing.Arrow;
import io.github.aiotask.properties.html.Drawing.Cause;
import io.github.aiotask.properties.html.Drawing.Kind;
import io.github.aiotask.properties.html.Drawing.Lane;
import io.github.aiotask.properties.html.Drawing.Mark;
import io.github.aiotask.properties.html.Drawing.Moment;
import io.github.aiotask.properties.html.Drawing.Sign;
import io.github.aiotask.properties.html.Drawing.Span;
import io.github.aiotask.properties.html.Drawing.Stretch;
import io.github.aiotask.properties.program.Program;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is drawn of a trace. */
class DrawingReaderTest {
  private static final Lane T0 = new Lane(Kind.TASK, "t0");
  private static final Lane F0 = new Lane(Kind.FUTURE, "f0");
  private static final Program WAITS =
      Differences.program(List.of("future f0", "task t0", "callback f0 as c0 log x", "run 1", "set f0 3", "run"),
          Map.of("t0", List.of("await f0")));
  private static final List<String> WAITS_TRACE =
      List.of(
          "0:main: future f0", // moment 0
          "0=f0 state=pending", // 1
          "0=loop ready=0",
          "0:main: task t0", // 2
          "0=t0 state=pending", // 3
          "0=loop ready=1 tasks=t0",
          "0:main: callback f0 as c0 log x", // 4
          "0=f0 state=pending callbacks=c0", // 5
          "1:t0 starts", // 6
          "1:t0 awaits f0", // 7
          "1:main: run 1", // 8
          "1=f0 state=pending callbacks=c0,t0", // 9
          "1=t0 state=pending waiter=f0",
          "1=loop ready=0 tasks=t0",
          "1:main: set f0 3", // 10
          "1=f0 state=result:3", // 11
          "1=loop ready=2 tasks=t0",
          "2:c0 called f0", // 12
          "2:c0 log x", // 13
          "2:t0: await f0 = 3", // 14
          "2:t0 returns None", // 15
          "2:main: run", // 16
          "2=t0 state=result:None", // 17
          "2=loop ready=0");

  private static Drawing waits() {
    return DrawingReader.read(WAITS, WAITS_TRACE);
  }

  @Test
  void thereIsALaneForEachTaskAndFuture() {
    assertEquals(List.of(Lane.MAIN, T0, Lane.CALLBACKS, F0, Lane.QUEUE), waits().lanes());
  }

  @Test
  void eachEventIsAMomentAndLooksThatFollowEachOtherAreOne() {
    List<Moment> moments = waits().moments();
    assertEquals(19, moments.size()); // with the end
    assertEquals(List.of("await f0", "= 3"), moments.get(14).marks().get(0).words());
    assertEquals(List.of("c0", "called f0"), moments.get(12).marks().get(0).words());
    assertEquals(2, moments.get(14).iteration());
    assertEquals(List.of(F0, T0, Lane.QUEUE), moments.get(9).marks().stream().map(Mark::lane).toList());
    assertEquals(List.of(), moments.get(18).marks());
  }

  @Test
  void aLookShowsWhatHasChanged() {
    Moment look = waits().moments().get(9);
    assertEquals(List.of("callbacks=c0,t0"), look.marks().get(0).words());
    assertEquals(List.of("waiter=f0"), look.marks().get(1).words());
    assertEquals(List.of("ready=0"), look.marks().get(2).words());
    Mark done = waits().moments().get(11).marks().get(0);
    assertEquals(List.of("result:3", "no callbacks"), done.words());
    assertEquals(Sign.COMPLETED, done.sign());
  }

  @Test
  void aWaitPointsAtWhatItWaitsFor() {
    Program program =
        Differences.program(
            List.of("future f0", "future f1", "task t0", "run"), Map.of("t0", List.of("wait f0 f1 first 1 -> v")));
    Drawing drawing =
        DrawingReader.read(
            program, List.of("0:main: future f0", "0:main: future f1", "1:t0 awaits wait f0 f1 first 1 -> v"));
    assertEquals(List.of(F0, new Lane(Kind.FUTURE, "f1")), drawing.arrows().stream().map(Arrow::to).toList());
    assertEquals(Set.of(Cause.WAITS), drawing.arrows().stream().map(Arrow::cause).collect(Collectors.toSet()));
  }

  @Test
  void aTaskOfAGroupHasALane() {
    Program program =
        Differences.program(List.of("task t1", "run"), Map.of("t1", List.of("group g", "spawn g t0"), "t0", List.of()));
    Drawing drawing =
        DrawingReader.read(program, List.of("1:t1 starts", "1:t1: group g", "1:t1: spawn g t0", "2:t0 starts"));
    assertTrue(drawing.lanes().contains(T0));
    assertTrue(drawing.spans().contains(new Span(T0, Stretch.READY, "", 2, 3)), () -> drawing.spans().toString());
  }

  @Test
  void theReadyQueueSaysItsLengthEvenIfSomethingElseHasChanged() {
    Drawing drawing = DrawingReader.read(WAITS, List.of("0=loop ready=1", "1=loop ready=1 tasks=t0"));
    assertEquals(List.of("ready=1", "tasks=t0"), drawing.moments().get(1).marks().get(0).words());
  }

  @Test
  void aTaskIsScheduledRunsWaitsAndRuns() {
    assertEquals(
        List.of(
            new Span(T0, Stretch.READY, "", 2, 6),
            new Span(T0, Stretch.RUNNING, "", 6, 7),
            new Span(T0, Stretch.WAITING, "f0", 7, 14),
            new Span(T0, Stretch.RUNNING, "", 14, 15)),
        waits().spans().stream().filter(span -> span.lane().equals(T0)).toList());
  }

  @Test
  void aFutureIsPendingUntilItIsSet() {
    assertTrue(waits().spans().contains(new Span(F0, Stretch.PENDING, "", 0, 10)));
  }

  @Test
  void anInstructionOfMainGoesOnWhileOthersAct() {
    assertEquals(
        List.of(new Span(Lane.MAIN, Stretch.BUSY, "", 6, 8), new Span(Lane.MAIN, Stretch.BUSY, "", 12, 16)),
        waits().spans().stream().filter(span -> span.lane().equals(Lane.MAIN)).toList());
  }

  @Test
  void arrowsLeadFromWhoCompletesToWhoGoesOn() {
    assertEquals(
        List.of(
            new Arrow(Cause.WAITS, T0, 7, F0, 7, true),
            new Arrow(Cause.COMPLETES, Lane.MAIN, 10, F0, 10, true),
            new Arrow(Cause.CALLS, F0, 10, Lane.CALLBACKS, 12, true),
            new Arrow(Cause.WAKES, F0, 10, T0, 14, true)),
        waits().arrows());
  }

  @Test
  void aTaskThatIsNeverWokenStillWaits() {
    Drawing drawing = DrawingReader.read(WAITS, WAITS_TRACE.subList(0, 15));
    Moment end = drawing.moments().get(drawing.moments().size() - 1);
    assertEquals(List.of(new Mark(T0, Sign.STILL, List.of("still waits for", "f0"), Mark.NO_LINE)), end.marks());
    assertTrue(drawing.spans().contains(new Span(T0, Stretch.WAITING, "f0", 7, 11)));
    assertEquals(11, drawing.momentOf(15));
  }

  @Test
  void aCancelLeadsFromWhoAsksToWhoIsAskedAndAnEndOfATaskToItsWaiter() {
    Program program =
        Differences.program(
            List.of("task t0", "task t1", "run"),
            Map.of("t0", List.of("await t1"), "t1", List.of("cancel t0", "cancel t1", "return 1")));
    Lane t1 = new Lane(Kind.TASK, "t1");
    List<String> trace =
        List.of(
            "0:main: task t0", "0:main: task t1", "1:t0 starts", "1:t0 awaits t1", "1:t1 starts", "1:t1: cancel t0 = True",
            "1:t1: cancel t1 = False", "1:t1 returns 1", "2:t0: await t1 ! CancelledError()#1");
    assertEquals(
        List.of(
            new Arrow(Cause.WAITS, T0, 3, t1, 3, true),
            new Arrow(Cause.CANCELS, t1, 5, T0, 5, true),
            new Arrow(Cause.CANCELS, t1, 6, t1, 6, false),
            new Arrow(Cause.WAKES, t1, 7, T0, 8, true)),
        DrawingReader.read(program, trace).arrows());
  }

  @Test
  void aTraceOfLogsIsOneLane() {
    Program all = Differences.program(List.of("log x"), Map.of());
    Program logs = new Program(all.main(), all.bodies(), false, Program.Trace.LOG);
    assertEquals(List.of(Lane.LOG), DrawingReader.read(logs, List.of("0:x: y", "2:UNHANDLED z")).lanes());
  }

  @Test
  void whatIsNoTraceIsDrawnAllTheSame() {
    List<String> lines =
        List.of("", "?", "5", "9999999999:x y", "3:", "1=", ":", "2:: ", "2:a@b: await", "1=f0 waiter=", "0:t0");
    Drawing drawing = DrawingReader.read(WAITS, lines);
    int marks = drawing.moments().stream().mapToInt(moment -> moment.marks().size()).sum();
    assertEquals(lines.size(), marks);
  }
}
