package io.github.aiotask.properties;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Awaitable;
import io.github.aiotask.CancelledError;
import io.github.aiotask.Coroutine;
import io.github.aiotask.FutureLike;
import io.github.aiotask.direct.Carrier;
import io.github.aiotask.direct.CoroutineClosed;
import io.github.aiotask.direct.Direct;
import io.github.aiotask.properties.check.Checker;
import io.github.aiotask.properties.run.DirectStyle;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What can be wrong between a body in direct style and its task is seen in random programs, one fault at a time. */
class PlantedDirectFaultsTest {
  private static final long SEED = 16;
  private static final Map<Fault, Integer> SEEN_AFTER = new TreeMap<>();

  /** One fault. */
  enum Fault {
    /** An await of what is done lets others run first (§1.15). */
    DONE_IS_WAITED_FOR,
    /** An await of what has failed answers null. */
    DONE_ERROR_IS_LOST,
    /** What is raised at an await is not what it throws. */
    RAISED_ERROR_IS_WRAPPED,
    /** What is raised at an await is lost. */
    RAISED_ERROR_IS_LOST,
    /** An await answers null for every result. */
    RESULT_IS_LOST,
    /** A yield answers null for all that is sent (§3.8). */
    SENT_IS_LOST,
    /** A bare yield does not suspend (§4.8). */
    BARE_YIELD_IS_NONE,
    /** What is raised before the first step starts the body. */
    RAISED_BEFORE_THE_START_IS_LOST,
    /** What the body returns is lost. */
    RETURNED_IS_LOST,
    /** What the body raises is lost. */
    BODYS_ERROR_IS_LOST,
    /** A CancelledError leaves the body as another error. */
    BODYS_CANCEL_IS_AN_ERROR,
    /** A coroutine that is awaited starts an iteration late (§1.16). */
    AWAITED_COROUTINE_STARTS_LATE
  }

  private record Faulty(Fault fault) implements DirectStyle {

    private boolean has(Fault one) {
      return fault == one;
    }

    @Override
    public Coroutine<Object> coroutine(Callable<Object> body) {
      return new FaultyCoroutine(this, Direct.coroutine(Carrier.best(), () -> call(body)));
    }

    private Object call(Callable<Object> body) throws Exception {
      try {
        Object returned = body.call();
        return has(Fault.RETURNED_IS_LOST) ? null : returned;
      } catch (CoroutineClosed closed) {
        throw closed;
      } catch (CancelledError cancelled) {
        if (has(Fault.BODYS_CANCEL_IS_AN_ERROR)) {
          throw new IllegalStateException(cancelled);
        }
        throw cancelled;
      } catch (Throwable error) {
        if (has(Fault.BODYS_ERROR_IS_LOST)) {
          return null;
        }
        throw error;
      }
    }

    @Override
    public Object await(Awaitable<?> awaitable) throws Exception {
      boolean done = awaitable instanceof FutureLike<?> future && future.isDone();
      boolean late = has(Fault.AWAITED_COROUTINE_STARTS_LATE) && awaitable instanceof Coroutine<?>;
      if (late || done && has(Fault.DONE_IS_WAITED_FOR)) {
        Direct.yieldNow();
      }
      try {
        Object result = Direct.await(awaitable);
        return has(Fault.RESULT_IS_LOST) ? null : result;
      } catch (CoroutineClosed closed) {
        throw closed;
      } catch (Throwable error) {
        if (has(Fault.RAISED_ERROR_IS_LOST) || done && has(Fault.DONE_ERROR_IS_LOST)) {
          return null;
        }
        if (has(Fault.RAISED_ERROR_IS_WRAPPED)) {
          throw new IllegalStateException(error);
        }
        throw error;
      }
    }

    @Override
    public Object yielding(Object value) throws Exception {
      if (value == null && has(Fault.BARE_YIELD_IS_NONE)) {
        return null;
      }
      Object sent = Direct.yielding(value);
      return has(Fault.SENT_IS_LOST) ? null : sent;
    }

    @Override
    public boolean isEnd(Throwable error) {
      return error instanceof CoroutineClosed;
    }
  }

  private static final class FaultyCoroutine implements Coroutine<Object> {
    private final Faulty style;
    private final Coroutine<Object> right;
    private boolean started;

    FaultyCoroutine(Faulty style, Coroutine<Object> right) {
      this.style = style;
      this.right = right;
    }

    @Override
    public Object send(Object sent) throws Throwable {
      started = true;
      return right.send(sent);
    }

    @Override
    public Object raise(Throwable error) throws Throwable {
      if (!started && style.has(Fault.RAISED_BEFORE_THE_START_IS_LOST)) {
        return send(null);
      }
      return right.raise(error);
    }

    @Override
    public Object returned() {
      return right.returned();
    }

    @Override
    public void close() throws Throwable {
      right.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void isSeen(Fault fault) throws Exception {
    Checker checker = new Checker(Providers.find(null), new Faulty(fault));
    int programs = Direct.runLoop(() -> FaultHunt.programsUntilSeen(checker, SEED));
    assertTrue(programs > 0, fault + " is not seen in the programs of seed " + SEED);
    SEEN_AFTER.put(fault, programs);
  }

  @AfterAll
  static void report() {
    System.out.println("aiotask: planted faults of direct style, seed " + SEED + ", programs until seen: " + SEEN_AFTER);
  }
}
