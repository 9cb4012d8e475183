package io.github.aiotask.asyncio;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;

import io.github.aiotask.CancelledError;
import io.github.aiotask.Coroutine;
import io.github.aiotask.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Programs that {@link SigintTest} starts and sends SIGINT to; each says in lines how far it is. */
final class SigintPrograms {
  private SigintPrograms() {}

  private static synchronized void say(String line) {
    System.out.println(line);
  }

  /** Awaits for ever, and cleans up, which awaits too. */
  private static void serve(Asyncio asyncio) throws Exception {
    try {
      say("ready");
      await(asyncio.createFuture());
    } finally {
      await(asyncio.sleep(Duration.ofMillis(1)));
      say("cleaned");
    }
  }

  static final class CleansUp {
    public static void main(String[] args) throws Exception {
      Asyncio.runHandlingSigint(SigintPrograms::serve);
    }
  }

  static final class WithoutTheOption {
    public static void main(String[] args) throws Exception {
      Asyncio.run(SigintPrograms::serve);
    }
  }

  static final class SwallowsOne {
    public static void main(String[] args) throws Exception {
      try (Runner runner = new Runner().handlingSigint()) {
        runner.run(coroutine(() -> swallowOne(runner.asyncio())));
      } catch (InterruptedException end) {
        say("closed");
        throw end;
      }
    }

    private static void swallowOne(Asyncio asyncio) throws Exception {
      try {
        say("ready");
        await(asyncio.createFuture());
      } catch (CancelledError first) {
        say("swallowed");
      }
      try {
        await(asyncio.createFuture());
      } finally {
        say("ended");
      }
    }
  }

  static final class SwallowsAll {
    public static void main(String[] args) throws Exception {
      Asyncio.runHandlingSigint(
          asyncio -> {
            say("ready");
            while (true) {
              try {
                await(asyncio.createFuture());
              } catch (CancelledError swallowed) {
                say("swallowed");
              }
            }
          });
    }
  }

  static final class NeverAwaits {
    static volatile boolean never;

    public static void main(String[] args) throws Exception {
      Asyncio.runHandlingSigint(
          asyncio -> {
            say("ready");
            while (!never) {
              Thread.onSpinWait();
            }
          });
    }
  }

  static final class HandlesNoLonger {
    public static void main(String[] args) throws Exception {
      Asyncio.runHandlingSigint(asyncio -> say("handled"));
      Asyncio.run(SigintPrograms::serve);
    }
  }

  static final class RunsTwice {
    public static void main(String[] args) throws Exception {
      for (int i = 0; i < 2; i++) {
        try {
          Asyncio.runHandlingSigint(SigintPrograms::serve);
        } catch (InterruptedException sigint) {
          say("caught, and interrupted: " + Thread.currentThread().isInterrupted());
        }
      }
    }
  }

  /** The signal comes when main has ended. */
  static final class HangsAtTheEnd {
    public static void main(String[] args) throws Exception {
      List<Task<?>> kept = new ArrayList<>();
      Asyncio.runHandlingSigint(
          asyncio -> {
            kept.add(asyncio.createTask(coroutine(() -> waitTwice(asyncio))));
            await(asyncio.sleep(Duration.ZERO));
          });
      say("went on");
    }

    private static void waitTwice(Asyncio asyncio) throws Exception {
      try {
        await(asyncio.createFuture());
      } finally {
        say("ready");
        await(asyncio.createFuture());
      }
    }
  }

  /** It ends when it is told by its input. */
  static final class EndsByInput {
    public static void main(String[] args) throws Exception {
      Asyncio.runHandlingSigint(
          asyncio -> {
            Coroutine<Integer> input = asyncio.toThread(() -> System.in.read());
            say("ready");
            say("read " + await(input));
          });
    }
  }

  static final class TwoThreads {
    public static void main(String[] args) throws Exception {
      AtomicInteger ready = new AtomicInteger();
      Runnable one =
          () -> {
            try {
              Asyncio.runHandlingSigint(
                  asyncio -> {
                    if (ready.incrementAndGet() == 2) {
                      say("ready");
                    }
                    await(asyncio.createFuture());
                  });
            } catch (Exception end) {
              say("ended by " + end.getClass().getSimpleName());
            }
          };
      Thread other = new Thread(one);
      other.start();
      one.run();
      other.join();
    }
  }

  static final class SaysWhyNot {
    public static void main(String[] args) throws Exception {
      try {
        Asyncio.runHandlingSigint(SigintPrograms::serve);
      } catch (UnsupportedOperationException refused) {
        say(refused.getMessage());
      }
    }
  }
}
