package com.example;

import com.example.ToyCoroutine.Answer;
import com.example.ToyCoroutine.Raises;
import com.example.ToyCoroutine.Returns;
import com.example.ToyCoroutine.Yields;
import com.example.ToyError.Type;
import io.github.aiotask.Callback;
import io.github.aiotask.Future;
import io.github.aiotask.LoopError;
import io.github.aiotask.PulledCoroutine;
import io.github.aiotask.PythonVersion;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.TaskLoop;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Programs of the language on its own loop, with its own futures, where the kit has loops and futures of its own. */
class LanguageTest {

  /** A value with a name. */
  private static final class Text extends Value {}

  /** The code from one suspension to the next. */
  private interface Part {
    Answer run(Value sent, ToyError raised) throws Exception;
  }

  private static class Program extends ToyCoroutine {
    private final Part[] parts;
    private int next;

    Program(Part... parts) {
      this.parts = parts;
    }

    @Override
    Answer resume(Value sent, ToyError raised) {
      try {
        return parts[next++].run(sent, raised);
      } catch (Exception error) {
        return new Raises(ToyError.of(error));
      }
    }
  }

  /** The same where only the language resumes it. */
  private static final class PulledProgram extends Program implements PulledCoroutine<Value> {
    PulledProgram(Part... parts) {
      super(parts);
    }

    @Override
    public Object send(Object sent) {
      return PulledCoroutine.super.send(sent);
    }

    @Override
    public Object raise(Throwable error) {
      return PulledCoroutine.super.raise(error);
    }

    @Override
    public Value returned() {
      return PulledCoroutine.super.returned();
    }
  }

  private static Program program(Toy toy, Part... parts) {
    return toy.puller == null ? new Program(parts) : new PulledProgram(parts);
  }

  /** The language's await: of what is not done. */
  private static Answer await(ToyFuture future) {
    require(future.awaited().suspend());
    return new Yields(future);
  }

  /** The same of one that is none of the library's. */
  private static Answer await(ToyPromise promise) {
    require(promise.suspend());
    return new Yields(promise);
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new AssertionError();
    }
  }

  private static ToyTask task(Toy toy, TaskLoop loop, Part... parts) throws Exception {
    return ToyTask.create(toy, loop, program(toy, parts), TaskOptions.DEFAULT);
  }

  private static Toy toy(boolean pulls) {
    return Toy.load(TaskRuntime.Options.DEFAULT, pulls);
  }

  @Property
  void aTaskWaitsForFuturesOfBothKinds(@ForAll boolean pulls) throws Exception {
    Toy toy = toy(pulls);
    ToyLoop loop = new ToyLoop(toy);
    ToyFuture future = ToyFuture.create(toy, loop);
    ToyPromise promise = new ToyPromise(toy, loop);
    Text first = new Text();
    Text second = new Text();
    List<Value> seen = new ArrayList<>();
    ToyTask waits =
        task(
            toy,
            loop,
            (sent, raised) -> await(future),
            (sent, raised) -> {
              seen.add(future.result());
              return await(promise);
            },
            (sent, raised) -> new Returns(promise.result()));
    task(
        toy,
        loop,
        (sent, raised) -> new Yields(null),
        (sent, raised) -> {
          future.setResult(first);
          return new Yields(null);
        },
        (sent, raised) -> new Yields(null),
        (sent, raised) -> {
          promise.keep(second);
          return new Returns(null);
        });
    loop.run();
    require(seen.get(0) == first);
    require(waits.result() == second);
    require(loop.reports.isEmpty());
  }

  @Property
  void theLibrarysOwnLoopRunsTheSame(@ForAll boolean pulls) throws Exception {
    Toy toy = toy(pulls);
    try (RunnableLoop loop = toy.runtime.newVirtualLoop()) {
      ToyFuture future = ToyFuture.create(toy, loop);
      ToyPromise promise = new ToyPromise(toy, loop);
      ToyContext set = new ToyContext();
      set.variable = new Text();
      ToyError error = new ToyError(Type.EXCEPTION, null, null);
      Text kept = new Text();
      List<Value> seen = new ArrayList<>();
      List<ToyTask> waits = new ArrayList<>();
      toy.inContext(
          set,
          ignored ->
              waits.add(
                  task(
                      toy,
                      loop,
                      (sent, raised) -> await(future),
                      (sent, raised) -> {
                        seen.add(raised);
                        seen.add(((ToyContext) toy.guest.captureContext()).variable);
                        return await(promise);
                      },
                      (sent, raised) -> new Returns(promise.result()))),
          null);
      ToyTask fails =
          task(
              toy,
              loop,
              (sent, raised) -> await(waits.get(0)),
              (sent, raised) -> {
                loop.stop();
                return new Raises(error);
              });
      loop.callLater(Duration.ofSeconds(1), () -> future.setException(error));
      loop.callLater(Duration.ofSeconds(2), () -> promise.keep(kept));
      toy.run(loop);
      require(waits.get(0).result() == kept);
      require(fails.exception() == error);
      require(seen.get(0) == error);
      require(seen.get(1) == set.variable);
      require(((ToyContext) toy.guest.captureContext()).variable == null);
    }
  }

  @Property
  void anErrorIsTheVeryOneThatWasRaised(@ForAll boolean pulls) throws Exception {
    Toy toy = toy(pulls);
    ToyLoop loop = new ToyLoop(toy);
    ToyError error = new ToyError(Type.EXCEPTION, new Text(), null);
    ToyTask fails = task(toy, loop, (sent, raised) -> new Yields(null), (sent, raised) -> new Raises(error));
    List<ToyError> seen = new ArrayList<>();
    task(
        toy,
        loop,
        (sent, raised) -> await(fails),
        (sent, raised) -> {
          seen.add(raised);
          return new Returns(null);
        });
    loop.run();
    require(fails.exception() == error);
    require(seen.get(0) == error);
  }

  /** A subclass with a cancel of its own. */
  private static final class Stubborn extends ToySubclass {
    private Value asked;

    @Override
    boolean cancel(Value message) {
      asked = message;
      return false;
    }
  }

  @Property
  void aCancelAsksTheOverriddenMethod(@ForAll boolean pulls) throws Exception {
    Toy toy = toy(pulls);
    ToyLoop loop = new ToyLoop(toy);
    Stubborn stubborn = new Stubborn();
    stubborn.inside = toy.runtime.createFuture(loop, stubborn);
    Text why = new Text();
    ToyTask waits = task(toy, loop, (sent, raised) -> await(stubborn), (sent, raised) -> new Raises(raised));
    loop.run();
    require(waits.cancel(why));
    require(stubborn.asked == why);
    require(!stubborn.isDone());
    require(waits.task().waiter() == stubborn.awaited());
    stubborn.setResult(null);
    loop.run();
    require(waits.inside.isCancelled());
  }

  @Property
  void aTaskKnowsItselfInAnEagerStart(@ForAll boolean pulls) throws Exception {
    Toy toy = toy(pulls);
    ToyLoop loop = new ToyLoop(toy);
    List<Object> seen = new ArrayList<>();
    List<ToyTask> eager = new ArrayList<>();
    ToyTask creator = task(
        toy,
        loop,
        (sent, raised) -> {
          Program inner =
              program(
                  toy,
                  (value, error) -> {
                    seen.add(((Future<?>) toy.runtime.registry().currentTask(loop)).owner());
                    require(((ToyTask) seen.get(0)).inside != null);
                    return new Returns(null);
                  });
          eager.add(ToyTask.create(toy, loop, inner, TaskOptions.DEFAULT.eager()));
          require(eager.get(0).isDone());
          return new Returns(null);
        });
    loop.run();
    require(creator.exception() == null); // what was required inside of it
    require(seen.get(0) == eager.get(0));
    require(loop.reports.isEmpty());
  }

  @Property
  void aTaskHasTheContextOfItsCreation(@ForAll boolean pulls) throws Exception {
    Toy toy = toy(pulls);
    ToyLoop loop = new ToyLoop(toy);
    ToyContext set = new ToyContext();
    set.variable = new Text();
    List<Value> seen = new ArrayList<>();
    toy.inContext(
        set,
        ignored ->
            task(
                toy,
                loop,
                (sent, raised) -> {
                  seen.add(((ToyContext) toy.guest.captureContext()).variable);
                  return new Returns(null);
                }),
        null);
    loop.run();
    require(seen.get(0) == set.variable);
    require(((ToyContext) toy.guest.captureContext()).variable == null);
  }

  @Property
  void anExitLeavesTheRunAndOtherErrorsAreReported(@ForAll boolean pulls) throws Exception {
    Toy toy = toy(pulls);
    ToyLoop loop = new ToyLoop(toy);
    ToyError exit = new ToyError(Type.SYSTEM_EXIT, null, null);
    ToyError other = new ToyError(Type.EXCEPTION, null, null);
    loop.schedule(
        ignored -> {
          throw other.raised;
        },
        null,
        null);
    task(toy, loop, (sent, raised) -> new Raises(exit));
    ToyTask later = task(toy, loop, (sent, raised) -> new Returns(null));
    try {
      loop.run();
      throw new AssertionError("the exit did not leave the run");
    } catch (ToyError.Raised raised) {
      require(raised.error == exit);
    }
    require(loop.reports.stream().map(LoopError::exception).toList().equals(List.of(other.raised)));
    require(!later.isDone());
    loop.run();
    require(later.isDone());
  }

  @Property
  void aFailureOfJavaIsReportedAndEndsNothing(@ForAll boolean pulls) throws Exception {
    Toy toy = toy(pulls);
    ToyLoop loop = new ToyLoop(toy);
    List<Error> failures = List.of(new StackOverflowError(), new AssertionError());
    for (Error failure : failures) {
      loop.schedule(
          ignored -> {
            throw failure;
          },
          null,
          null);
    }
    ToyTask later = task(toy, loop, (sent, raised) -> new Returns(null));
    loop.run();
    require(loop.reports.stream().map(LoopError::exception).toList().equals(failures));
    require(later.isDone());
  }

  @Property
  void aBaseExceptionLeavesTheRunUpTo37(@ForAll boolean pulls, @ForAll PythonVersion version) throws Exception {
    Toy toy = Toy.load(TaskRuntime.Options.DEFAULT.withVersion(version), pulls);
    ToyLoop loop = new ToyLoop(toy);
    ToyError error = new ToyError(Type.BASE_EXCEPTION, null, null);
    loop.schedule(
        ignored -> {
          throw error.raised;
        },
        null,
        null);
    boolean left = false;
    try {
      loop.run();
    } catch (ToyError.Raised raised) {
      require(raised.error == error);
      left = true;
    }
    require(left == version.minor() <= 7);
    require(loop.reports.isEmpty() == left);
  }

  @Property
  void whatACallThrowsWinsOverAGuestThatCannotLeave(@ForAll boolean pulls) throws Exception {
    ToyError error = new ToyError(Type.EXCEPTION, null, null);
    ToyGuest guest =
        new ToyGuest() {
          @Override
          public <A> void runInContext(Object inside, Callback<? super A> body, A argument) throws Exception {
            super.runInContext(inside, body, argument);
            throw new IllegalStateException("the context cannot be left");
          }
        };
    Toy toy = new Toy(guest, TaskRuntime.load(TaskRuntime.Options.DEFAULT.withGuest(guest)), pulls);
    try {
      toy.inContext(
          new ToyContext(),
          ignored -> {
            throw error.raised;
          },
          null);
      throw new AssertionError("nothing was thrown");
    } catch (ToyError.Raised raised) {
      require(raised.error == error);
    }
  }
}
