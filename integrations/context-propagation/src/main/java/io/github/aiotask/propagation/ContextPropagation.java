package io.github.aiotask.propagation;

import io.github.aiotask.asyncio.ThreadState;
import io.github.aiotask.asyncio.ThreadStates;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.Objects;

/**
 * Carries the thread-locals that Micrometer's context-propagation knows, such as the MDC of SLF4J or the present observation: each task
 * has its own over its awaits, starts with those of who creates it, and others in the same thread do not see them.
 *
 * <pre>{@code
 * public static void main(String[] arguments) throws Exception {
 *   ContextRegistry.getInstance().registerThreadLocalAccessor(new Slf4jThreadLocalAccessor());
 *   ContextPropagation.install();
 *   Asyncio.run(asyncio -> {
 *     MDC.put("request", "a");                      // in this task, and in all that it creates from now on
 *     await(asyncio.sleep(Duration.ofSeconds(1)));
 *     log.info("done");                             // with request=a
 *   });
 * }
 * }</pre>
 *
 * <p>See {@link ThreadState} for coroutines that have threads of their own. Any thread.
 */
public final class ContextPropagation {

  private ContextPropagation() {}

  /**
   * Carries what the global registry knows, now and later, from now on. Once, when the program starts.
   *
   * @return to end it
   */
  public static ThreadStates.Registration install() {
    return install(ContextRegistry.getInstance());
  }

  /**
   * Carries what a registry knows, now and later, from now on.
   *
   * @param registry whose accessors
   * @return to end it
   */
  public static ThreadStates.Registration install(ContextRegistry registry) {
    Objects.requireNonNull(registry, "install(registry): it is null; install() takes the global one");
    return ThreadStates.carry(new Snapshots(registry));
  }

  private static final class Snapshots implements ThreadState<ContextSnapshot> {
    private final ContextSnapshotFactory factory;

    /** What a snapshot does not have is cleared while that is in the thread: it is another task's. */
    Snapshots(ContextRegistry registry) {
      this.factory = ContextSnapshotFactory.builder().contextRegistry(registry).clearMissing(true).build();
    }

    @Override
    public ContextSnapshot capture() {
      return factory.captureAll();
    }

    @Override
    public Runnable enter(ContextSnapshot snapshot) {
      ContextSnapshot.Scope scope = snapshot.setThreadLocals();
      return scope::close;
    }
  }
}
