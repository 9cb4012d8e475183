package io.github.aiotask.jmh;

import io.github.aiotask.Coroutine;
import io.github.aiotask.StateMachine;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Coroutines that yield null for ever (§4.8). Of several classes, which do {@link Work}: the JIT folds a single one into its caller. */
final class Yielding {
  static final List<Supplier<Coroutine<Long>>> ONE_CLASS = List.of(Counting::new);
  static final List<Supplier<Coroutine<Long>>> FIVE_CLASSES =
      List.of(Looping::new, Alternating::new, Summing::new, Shifting::new, Halving::new);
  static final List<Supplier<Coroutine<Long>>> STATE_MACHINES =
      List.of(
          CountingMachine::new, AlternatingMachine::new, SummingMachine::new, ShiftingMachine::new, HalvingMachine::new);

  private Yielding() {}

  /** Only {@link #send} differs; it changes what {@link #returned} answers. */
  private abstract static class Endless implements Coroutine<Long> {
    long value = 1;

    @Override
    public final @Nullable Object raise(Throwable error) throws Throwable {
      throw error;
    }

    @Override
    public final Long returned() {
      return value;
    }

    @Override
    public final void close() {}
  }

  private static final class Counting extends Endless {
    @Override
    public @Nullable Object send(@Nullable Object sent) {
      value++;
      return null;
    }
  }

  private static final class Looping extends Endless {
    @Override
    public @Nullable Object send(@Nullable Object sent) {
      value = Work.count(value);
      return null;
    }
  }

  private static final class Alternating extends Endless {
    @Override
    public @Nullable Object send(@Nullable Object sent) {
      value = Work.alternate(value);
      return null;
    }
  }

  private static final class Summing extends Endless {
    @Override
    public @Nullable Object send(@Nullable Object sent) {
      value = Work.sum(value);
      return null;
    }
  }

  private static final class Shifting extends Endless {
    @Override
    public @Nullable Object send(@Nullable Object sent) {
      value = Work.shift(value);
      return null;
    }
  }

  private static final class Halving extends Endless {
    @Override
    public @Nullable Object send(@Nullable Object sent) {
      value = Work.halve(value);
      return null;
    }
  }

  /** As {@link Endless}, with the base class for hand-written coroutines. */
  private abstract static class EndlessMachine extends StateMachine<Long> {
    long value = 1;

    final void check(@Nullable Throwable error) throws Throwable {
      if (error != null) {
        throw error;
      }
    }
  }

  private static final class CountingMachine extends EndlessMachine {
    @Override
    protected @Nullable Object resume(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
      check(error);
      value = Work.count(value);
      return null;
    }
  }

  private static final class AlternatingMachine extends EndlessMachine {
    @Override
    protected @Nullable Object resume(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
      check(error);
      value = Work.alternate(value);
      return null;
    }
  }

  private static final class SummingMachine extends EndlessMachine {
    @Override
    protected @Nullable Object resume(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
      check(error);
      value = Work.sum(value);
      return null;
    }
  }

  private static final class ShiftingMachine extends EndlessMachine {
    @Override
    protected @Nullable Object resume(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
      check(error);
      value = Work.shift(value);
      return null;
    }
  }

  private static final class HalvingMachine extends EndlessMachine {
    @Override
    protected @Nullable Object resume(@Nullable Object sent, @Nullable Throwable error) throws Throwable {
      check(error);
      value = Work.halve(value);
      return null;
    }
  }
}
