package io.github.aiotask.impl;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.Poller;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is shared between threads, under Lincheck's model checker: interleavings of few operations, many of them, not all.
 * The same check finds pollers that lose wakeups, so it would find that here.
 */
@Tag("models")
class ThreadsLincheckTest {

  private record Entry(int number) implements Ready {
    @Override
    public boolean run(LoopState loop) {
      return false;
    }
  }

  // §8.6 §8.14 §8.20: the inbox alone

  /** The inbox as Lincheck calls it: any thread puts and looks, one at a time takes and closes. */
  public static class InboxOperations {
    private final Inbox inbox = new Inbox();

    @Operation
    public boolean put(@Param(gen = IntGen.class) int number) {
      return inbox.put(new Entry(number));
    }

    @Operation
    public boolean isFull() {
      return inbox.isFull();
    }

    @Operation(nonParallelGroup = "loop")
    public List<Integer> drain() {
      ReadyQueue ready = new ReadyQueue();
      inbox.drainTo(ready);
      List<Integer> numbers = new ArrayList<>();
      for (Object entry = ready.firstQueued(); entry != null; entry = ready.firstQueued()) {
        numbers.add(((Entry) entry).number);
        ready.removeFirst();
      }
      return numbers;
    }

    @Operation(nonParallelGroup = "loop")
    public void close() {
      inbox.close();
    }
  }

  /** What it is to be like, if one thread did all. */
  public static class InboxSpec {
    private List<Integer> mail = new ArrayList<>();
    private boolean closed;

    public boolean put(int number) {
      return !closed && mail.add(number);
    }

    public boolean isFull() {
      return closed || !mail.isEmpty();
    }

    public List<Integer> drain() {
      List<Integer> all = mail;
      mail = new ArrayList<>();
      return all;
    }

    public void close() {
      closed = true;
      mail.clear();
    }
  }

  @Test
  void theInboxIsLinearizable() {
    new ModelCheckingOptions()
        .iterations(10)
        .invocationsPerIteration(300)
        .threads(3)
        .actorsPerThread(2)
        .sequentialSpecification(InboxSpec.class)
        .check(InboxOperations.class);
  }

  // §8.20: the inbox and the sleep

  /** How a loop and other threads use both, in the loop's order. */
  public static class HandOver {
    private final Inbox inbox = new Inbox();
    private final ReadyQueue ready = new ReadyQueue();
    private final Poller poller;

    public HandOver() {
      this(new SystemPoller());
    }

    HandOver(Poller poller) {
      this.poller = poller;
    }

    @Operation
    public void put() {
      inbox.put(new Entry(0));
      poller.wakeup();
    }

    @Operation(nonParallelGroup = "loop")
    public void take() throws InterruptedException {
      while (ready.firstQueued() == null) {
        poller.poll(inbox.isFull() ? 0 : Long.MAX_VALUE);
        if (inbox.isFull()) {
          inbox.drainTo(ready);
        }
      }
      ready.removeFirst();
    }
  }

  /** Loses wakeups: whether to signal is asked outside of the signal. */
  public static final class SignalsSleepersOnly extends HandOver {
    public SignalsSleepersOnly() {
      super(
          new Faulty() {
            private volatile boolean sleeping;

            @Override
            public void poll(long nanos) throws InterruptedException {
              sleeping = nanos > 0;
              sleep(nanos);
              sleeping = false;
            }

            @Override
            public void wakeup() {
              if (sleeping) {
                wakeups.release();
              }
            }
          });
    }
  }

  /** Loses wakeups: old ones are dropped before the sleep, and with them a new one. */
  public static final class DropsBeforeSleep extends HandOver {
    public DropsBeforeSleep() {
      super(
          new Faulty() {
            @Override
            public void poll(long nanos) throws InterruptedException {
              if (nanos > 0) {
                wakeups.drainPermits();
              }
              sleep(nanos);
            }

            @Override
            public void wakeup() {
              wakeups.release();
            }
          });
    }
  }

  private abstract static class Faulty implements Poller {
    final Semaphore wakeups = new Semaphore(0);

    @Override
    public long time() {
      return 0;
    }

    final void sleep(long nanos) throws InterruptedException {
      if (nanos > 0 && wakeups.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
        wakeups.drainPermits();
      }
    }
  }

  /** One thread for each element of {@code puts} puts so many entries, and one more takes them all. */
  private static void check(Class<? extends HandOver> handOver, int... puts) throws NoSuchMethodException {
    Actor put = new Actor(HandOver.class.getMethod("put"), List.of());
    Actor take = new Actor(HandOver.class.getMethod("take"), List.of());
    List<List<Actor>> threads = new ArrayList<>();
    for (int count : puts) {
      threads.add(Collections.nCopies(count, put));
    }
    threads.add(Collections.nCopies(IntStream.of(puts).sum(), take));
    new ModelCheckingOptions()
        .iterations(0)
        .invocationsPerIteration(1000)
        .minimizeFailedScenario(false)
        .addCustomScenario(new ExecutionScenario(List.of(), threads, List.of(), null))
        .check(handOver);
  }

  @Test
  void noWakeupIsLostBetweenInboxAndSleep() throws NoSuchMethodException {
    check(HandOver.class, 1);
    check(HandOver.class, 2);
    check(HandOver.class, 1, 1);
  }

  /** By the smallest of the checks: with more operations Lincheck does not look at each place to switch. */
  @ParameterizedTest
  @ValueSource(classes = {SignalsSleepersOnly.class, DropsBeforeSleep.class})
  void aLostWakeupIsFound(Class<? extends HandOver> planted) {
    LincheckAssertionError found = assertThrows(LincheckAssertionError.class, () -> check(planted, 1));
    assertTrue(found.getMessage().contains("The execution has hung"), found::getMessage);
  }
}
