package io.github.aiotask.properties.run;

import static io.github.aiotask.PythonVersion.PYTHON_3_14;
import static io.github.aiotask.PythonVersion.PYTHON_3_4;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.PythonVersion;
import io.github.aiotask.TaskRuntimeProvider;
import io.github.aiotask.properties.program.Instruction;
import io.github.aiotask.properties.program.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** Whole traces, line by line. In the programs {@code [t0]} begins the body t0. */
class TraceTest {
  private static final TaskRuntimeProvider PROVIDER =
      ServiceLoader.load(TaskRuntimeProvider.class).iterator().next();

  private static Program program(String text) {
    List<Instruction> main = new ArrayList<>();
    Map<String, List<Instruction>> bodies = new LinkedHashMap<>();
    List<Instruction> code = main;
    for (String line : text.lines().toList()) {
      if (line.startsWith("[")) {
        code = new ArrayList<>();
        bodies.put(line.substring(1, line.length() - 1), code);
      } else {
        code.add(Instruction.parse(line));
      }
    }
    return new Program(main, bodies, false, Program.Trace.ALL);
  }

  private static String trace(String text, PythonVersion version, boolean onKitLoop) {
    List<String> with = World.run(program(text), version, PROVIDER, true, onKitLoop);
    assertEquals(with, World.run(program(text), version, PROVIDER, false, onKitLoop), "without contexts");
    return String.join("\n", with);
  }

  /** On both loops. */
  private static void assertTrace(String text, String expected) {
    assertEquals(expected.strip(), trace(text, PYTHON_3_14, false));
    assertEquals(expected.strip(), trace(text, PYTHON_3_14, true), "on the kit's loop");
  }

  /** One line of the trace. */
  private static void assertLine(String text, boolean onKitLoop, String expected) {
    String trace = trace(text, PYTHON_3_14, onKitLoop);
    assertTrue(trace.lines().anyMatch(expected::equals), trace);
  }

  @Test
  void aTaskAwaitsYieldsAndReturns() {
    assertTrace(
        """
        future f0
        task t0
        run 1
        set f0 3
        run
        [t0]
        await f0 -> v
        yield
        return v
        """,
        """
        0:main: future f0
        0=f0 state=pending
        0=loop ready=0
        0:main: task t0
        0=t0 state=pending
        0=loop ready=1 tasks=t0
        1:t0 starts
        1:t0 awaits f0
        1:main: run 1
        1=f0 state=pending callbacks=t0
        1=t0 state=pending waiter=f0
        1=loop ready=0 tasks=t0
        1:main: set f0 3
        1=f0 state=result:3
        1=loop ready=1 tasks=t0
        2:t0: await f0 -> v = 3
        2:t0 yields
        2=t0 state=pending
        3:t0: yield = None
        3:t0 returns 3
        3:main: run
        3=t0 state=result:3
        3=loop ready=0
        """);
  }

  @Test
  void anErrorHasTheNumberOfItsObject() {
    assertTrace(
        """
        task t0
        run
        exception t0 -> e
        result t0
        fail t0 KeyError(k)
        try
        raise e
        catch Any e
        swap None
        [t0]
        try
        raise ValueError(x)
        catch Exception e
        raise e
        """,
        """
        0:main: task t0
        0=t0 state=pending
        0=loop ready=1 tasks=t0
        1:t0 starts
        1:t0 raises ValueError(x)#1
        1:main: run
        1=t0 state=error:ValueError(x) unretrieved
        1=loop ready=0
        1:main: exception t0 -> e = ValueError(x)#1
        1=t0 state=error:ValueError(x)
        1:main: result t0 ! ValueError(x)#1
        1:main: fail t0 KeyError(k) ! TASK_OUTCOME#2
        1:main: swap None = None
        """);
  }

  @Test
  void callbacksHandlesAndReportsHaveNames() {
    assertTrace(
        """
        future f0
        callback f0 as c0 log hi {f0}
        callback f0 raise KeyError(k)
        watch f0
        set f0 'a'
        at 2 yield
        run
        """,
        """
        0:main: future f0
        0=f0 state=pending
        0=loop ready=0
        0:main: callback f0 as c0 log hi {f0}
        0=f0 state=pending callbacks=c0
        0:main: callback f0 raise KeyError(k)
        0=f0 state=pending callbacks=c0,f0.callback
        0:main: watch f0
        0=f0 state=pending callbacks=c0,f0.callback,f0.watch
        0:main: set f0 'a'
        0=f0 state=result:'a'
        0=loop ready=3
        0:main: at 2 yield
        0=loop ready=4
        1:c0 called f0
        1:c0 log hi f0
        1:f0.callback called f0
        1:f0.callback raises KeyError(k)#1
        1:report CALLBACK_RAISED KeyError(k)#1
        1:f0.watch called f0
        1:f0.watch log done-cb f0 result='a'
        1=loop ready=1
        2:at: yield = None
        2:main: run
        2=loop ready=0
        """);
  }

  @Test
  void anEagerStartRunsInThePlaceOfItsCreator() {
    assertTrace(
        """
        task t0
        run
        [t0]
        coroutine c
        task t1 eager
        call b
        [t1]
        send c
        [c]
        return 1
        [b]
        send c 2 -> v
        """,
        """
        0:main: task t0
        0=t0 state=pending
        0=loop ready=1 tasks=t0
        1:t0 starts
        1:t0: coroutine c
        1:t1 starts
        1:c@t1 starts
        1:c@t1 returns 1
        1:t1: send c = 1
        1:t1 returns None
        1:t0: task t1 eager
        1:t0: send c 2 -> v ! IllegalStateException#1
        1:t0: call b ! IllegalStateException#1
        1:t0 raises IllegalStateException#1
        1:main: run
        1=t0 state=error:IllegalStateException unretrieved
        1=t1 state=result:None
        1=loop ready=0
        """);
  }

  @Test
  void aCoroutineThatIsResumedByHandRunsInNoTask() {
    assertTrace(
        """
        coroutine c body b
        future f
        send c
        send c 5
        send c
        [b]
        yield 3 -> v
        await f
        """,
        """
        0:main: coroutine c body b
        0=loop ready=0
        0:main: future f
        0=f state=pending
        0:c@- starts
        0:c@- yields 3
        0:main: send c = 3
        0:c@-: yield 3 -> v = 5
        0:c@- awaits f
        0:main: send c 5 = f
        0=f state=pending blocking
        0:c@-: await f ! IllegalStateException#1
        0:c@- raises IllegalStateException#1
        0:main: send c ! IllegalStateException#1
        """);
  }

  @Test
  void aCancelShowsInLooks() {
    assertTrace(
        """
        task t0
        enter t0
        cancel t0 why
        leave t0
        cancel t0 'again'
        run
        cancel t0
        [t0]
        """,
        """
        0:main: task t0
        0=t0 state=pending
        0=loop ready=1 tasks=t0
        0:main@t0: enter t0
        0=loop ready=1 current=t0 tasks=t0
        0:main@t0: cancel t0 why = True
        0=t0 state=pending message='why' must cancelling=1
        0:main: leave t0
        0=loop ready=1 tasks=t0
        0:main: cancel t0 'again' = True
        0=t0 state=pending message='again' must cancelling=2
        1:t0 raises CancelledError(again)#1
        1:main: run
        1=t0 state=cancelled cancelling=2
        1=loop ready=0
        1:main: cancel t0 = False
        """);
  }

  @Test
  void aForeignFutureIsLookedAt() {
    assertTrace(
        """
        duck d0
        raising r0
        task t0
        run
        wakeup t0 d0
        base-set r0 d0
        send d0
        [t0]
        await d0
        """,
        """
        0:main: duck d0
        0=d0 state=pending
        0=loop ready=0
        0:main: raising r0
        0=r0 state=pending
        0:main: task t0
        0=t0 state=pending
        0=loop ready=1 tasks=t0
        1:t0 starts
        1:t0 awaits d0
        1:main: run
        1=d0 state=pending callbacks=t0
        1=t0 state=pending waiter=d0
        1=loop ready=0 tasks=t0
        1:t0: await d0 ! NOT_READY#1
        1:t0 raises NOT_READY#1
        1:main: wakeup t0 d0
        1=t0 state=error:NOT_READY unretrieved
        1=loop ready=0
        1:main: base-set r0 d0
        1=r0 state=result:d0
        1:main: send d0 = None
        1=d0 state=done
        1=loop ready=1
        """);
  }

  @Test
  void mainGoesOnAfterAnError() {
    assertTrace(
        """
        set f0 1
        let f0 1
        set f0 1
        future L
        future f on L
        call b
        raise ValueError(x)
        at soon log x
        return
        log no
        [b]
        call nobody
        log no
        """,
        """
        0:main: set f0 1 ! NameError(f0)#1
        0=loop ready=0
        0:main: let f0 1
        0:main: set f0 1 ! TypeError(f0 is no Future)#2
        0:main: future L
        0=L state=pending
        0:main: future f on L ! TypeError(L is no EventLoop)#3
        0:main: call nobody ! NameError(nobody)#4
        0:main: call b ! NameError(nobody)#4
        0:main: at soon log x ! ValueError(soon)#5
        """);
  }

  @Test
  void timersRunInOrder() {
    assertTrace(
        """
        later 2 log two
        later 1 as h log one
        later 1 as g log also
        later 1 log third
        later 0 log now
        soon log soon
        drop h
        run
        """,
        """
        0:main: later 2 log two
        0=loop ready=0
        0:main: later 1 as h log one
        0:main: later 1 as g log also
        0:main: later 1 log third
        0:main: later 0 log now
        0:main: soon log soon
        0=loop ready=1
        0:main: drop h
        1:soon log soon
        1:later log now
        1=loop ready=0
        2:g log also
        2:later log third
        3:later log two
        3:main: run
        """);
  }

  @Test
  void whatLeavesARunStopsIt() {
    assertTrace(
        """
        soon raise KeyboardInterrupt()
        soon run
        run
        run
        """,
        """
        0:main: soon raise KeyboardInterrupt()
        0=loop ready=1
        0:main: soon run
        0=loop ready=2
        1:soon raises KeyboardInterrupt()#1
        1:main: run ! KeyboardInterrupt()#1
        1=loop ready=1
        2:soon: run
        2:main: run
        2=loop ready=0
        """);
  }

  @Test
  void aLoopThatRunsRefusesToRunOrClose() {
    assertTrace(
        """
        loop L
        future f on L
        callback f log f
        set f 1
        task t0
        run
        [t0]
        soon log x
        try
        run
        catch Any e
        end
        try
        run on L
        catch Any e
        end
        close
        """,
        """
        0:main: loop L
        0=L ready=0
        0=loop ready=0
        0:main: future f on L
        0=f state=pending
        0:main: callback f log f
        0=f state=pending callbacks=f.callback
        0:main: set f 1
        0=L ready=1
        0=f state=result:1
        0:main: task t0
        0=t0 state=pending
        0=loop ready=1 tasks=t0
        1:t0 starts
        1:t0: soon log x
        1:t0: run ! LOOP_RUNNING#1
        1:t0: run on L ! LOOP_RUNNING#2
        1:t0: close ! LOOP_RUNNING#3
        1:t0 raises LOOP_RUNNING#3
        1=t0 state=error:LOOP_RUNNING unretrieved
        1=loop ready=1
        2:soon log x
        2:main: run
        2=loop ready=0
        """);
  }

  @Test
  void aClosedLoopRefusesToSchedule() {
    assertTrace(
        """
        future f
        watch f
        soon log x
        later 1 log x
        close
        soon log x
        later 1 log x
        thread log x
        task t0
        set f 1
        run
        [t0]
        """,
        """
        0:main: future f
        0=f state=pending
        0=loop ready=0
        0:main: watch f
        0=f state=pending callbacks=f.watch
        0:main: soon log x
        0=loop ready=1
        0:main: later 1 log x
        0:main: close
        0=loop ready=0 closed
        0:main: soon log x ! LOOP_CLOSED#1
        0:main: later 1 log x ! LOOP_CLOSED#2
        0:main: thread log x ! LOOP_CLOSED#3
        0:main: task t0 ! LOOP_CLOSED#4
        0:main: set f 1 ! LOOP_CLOSED#5
        0=f state=result:1
        0:main: run
        """);
  }

  @Test
  void theRuntimesLoopHasMore() {
    String text =
        """
        future f
        soon complete f
        soon stop
        handler h
        complete f -> v
        forever
        dispatch
        [h]
        raise ValueError(h)
        """;
    assertEquals(
        """
        0:main: future f
        0=f state=pending
        0=loop ready=0
        0:main: soon complete f
        0=loop ready=1
        0:main: soon stop
        0=loop ready=2
        0:main: handler h
        0=f state=pending callbacks=?
        1:soon: complete f ! LOOP_RUNNING#1
        1:soon raises LOOP_RUNNING#1
        1:report CALLBACK_RAISED LOOP_RUNNING#1
        1:handler raises ValueError(h)#2
        1:soon: stop
        1:main: complete f -> v ! STOPPED_EARLY#3
        1=f state=pending
        1=loop ready=0
        1:main: forever ! Idle()#4
        1:main: dispatch ! NotImplementedError(dispatch)#5
        """
            .strip(),
        trace(text, PYTHON_3_14, false));
    assertTrue(World.needsRuntimeLoop(program(text)));
    assertTrue(World.needsRuntimeLoop(program("soon at 2 stop")));
    assertFalse(World.needsRuntimeLoop(program("close")));
    assertLine("handler h\n[h]", true, "0:main: handler h ! NotImplementedError(handler)#1");
  }

  @Test
  void theKitsLoopDispatches() {
    assertLine("soon log x\ndispatch", true, "0:soon log x");
  }

  @Test
  void everyProgramEnds() {
    assertLine("call b\n[b]\ncall b", false, "0:main: call b ! RecursionError(call)#1");
    assertLine("soon call b\nforever\n[b]\nsoon call b", false, "1000:main: forever ! Endless()#1");
    String branching = trace("call b\n[b]\ntry\ncall b\ncatch Any e\nend\ncall b", PYTHON_3_14, true);
    assertTrue(branching.lines().anyMatch(line -> line.matches("0:main: call b ! Endless\\(\\)#[0-9]+")), branching);
  }

  @Test
  void olderVersionsHaveTheirTrace() {
    String text =
        """
        task t0
        cancel t0 why
        run
        soon raise MyBase(b)
        run
        context v 1
        soon log {context.v}
        context v 2
        run
        [t0]
        """;
    String expected =
        """
        0:main: task t0
        0=t0 state=pending
        0=loop ready=1 tasks=t0
        0:main: cancel t0 why = True
        0=t0 state=pending must
        1:t0 raises CancelledError()#1
        1:main: run
        1=t0 state=cancelled
        1=loop ready=0 tasks=t0
        1:main: soon raise MyBase(b)
        1=loop ready=1 tasks=t0
        2:soon raises MyBase(b)#2
        2:main: run ! MyBase(b)#2
        2=loop ready=0 tasks=t0
        2:main: context v 1
        2:main: soon log {context.v}
        2=loop ready=1 tasks=t0
        2:main: context v 2
        3:soon log 2
        3:main: run
        3=loop ready=0 tasks=t0
        """;
    assertEquals(expected.strip(), trace(text, PYTHON_3_4, false));
    assertEquals(expected.strip(), trace(text, PYTHON_3_4, true), "on the kit's loop");
  }

  @Test
  void theSourceIsAsItWasWritten() {
    for (String line : List.of("callback f as c soon as h set g 1", "cancel f m -> v", "task t body b eager", "log a -> b")) {
      assertEquals(line, Instruction.parse(line).source());
    }
    assertEquals("yield x", Instruction.parse("@3.4  yield  x").source());
  }
}
