package io.github.aiotask.asyncio;

import static io.github.aiotask.direct.Direct.await;
import static io.github.aiotask.direct.Direct.coroutine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;
import org.testng.ITestResult;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;

/** The kit of Reactive Streams, which is TestNG's. */
class FlowTckTest {
  /** For what is to come: a limit for what hangs, and how often it looks. For what is not to come, between them: how long it looks. */
  private static final TestEnvironment TIMES = new TestEnvironment(60_000, 20, 20);

  /** What the kit itself says it has no test for. */
  private static final String UNTESTED = "untested_";

  /** Publishers of tasks. */
  public static final class OfPublisher extends FlowPublisherVerification<Long> {
    private Spinning spinning;

    public OfPublisher() {
      super(TIMES);
    }

    @BeforeClass
    public void startLoop() {
      spinning = new Spinning();
      spinning.loop.setExceptionHandler(report -> {}); // of subscribers that throw
    }

    @AfterClass
    public void stopLoop() {
      spinning.close();
    }

    @Override
    public Publisher<Long> createFlowPublisher(long elements) {
      return spinning.asyncio.publisher(
          emitter -> {
            for (long i = 0; i < elements; i++) {
              await(emitter.emit(i));
            }
          });
    }

    @Override
    public Publisher<Long> createFailedFlowPublisher() {
      return spinning.asyncio.publisher(
          emitter -> {
            throw new PyError("ValueError", "v");
          });
    }
  }

  /** Readers that read all that comes. */
  public static final class OfReader extends FlowSubscriberBlackboxVerification<Integer> {
    private Spinning spinning;

    public OfReader() {
      super(TIMES);
    }

    @BeforeClass
    public void startLoop() {
      spinning = new Spinning();
    }

    @AfterClass
    public void stopLoop() {
      spinning.close();
    }

    @Override
    public Subscriber<Integer> createFlowSubscriber() {
      AtomicReference<Subscriber<? super Integer>> given = new AtomicReference<>();
      Publisher<Integer> source = given::set;
      FlowReader<Integer> reader = spinning.asyncio.subscribe(source, 4);
      spinning.asyncio.runCoroutineThreadsafe(coroutine(() -> reader.forEach(item -> {})));
      return asItIs(given.get());
    }

    @SuppressWarnings("unchecked") // it takes every Integer
    private static Subscriber<Integer> asItIs(Subscriber<? super Integer> subscriber) {
      return (Subscriber<Integer>) subscriber;
    }

    @Override
    public Integer createElement(int element) {
      return element;
    }
  }

  private static TestListenerAdapter run(Class<?> verification) {
    TestNG testng = new TestNG(false);
    testng.setVerbose(0);
    testng.setTestClasses(new Class<?>[] {verification});
    TestListenerAdapter heard = new TestListenerAdapter();
    testng.addListener(heard);
    testng.run();
    return heard;
  }

  private static List<String> names(List<ITestResult> results) {
    List<String> names = new ArrayList<>();
    for (ITestResult one : results) {
      names.add(one.getName());
    }
    names.sort(null);
    return names;
  }

  private static void assertPasses(Class<?> verification, int atLeast) {
    TestListenerAdapter heard = run(verification);
    for (ITestResult failed : heard.getFailedTests()) {
      throw new AssertionError(failed.getName(), failed.getThrowable());
    }
    assertEquals(List.of(), names(heard.getSkippedTests()).stream().filter(name -> !name.startsWith(UNTESTED)).toList());
    assertTrue(heard.getPassedTests().size() >= atLeast, () -> "only " + names(heard.getPassedTests()));
  }

  @Test
  void publishers() {
    assertPasses(OfPublisher.class, 30);
  }

  @Test
  void readers() {
    assertPasses(OfReader.class, 10);
  }
}
