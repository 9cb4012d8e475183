package io.github.aiotask.examples.service.peer;

import io.github.aiotask.examples.service.BackendFailed;
import io.github.aiotask.examples.service.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.MDC;

/** The fan-out with a thread for each call: the deadline, or the first that fails, interrupts the others. */
final class PeerOffer {
  private final ExecutorService threads;
  private final List<PeerClient> backends;
  private final Duration deadline;

  PeerOffer(ExecutorService threads, List<PeerClient> backends, Duration deadline) {
    this.threads = threads;
    this.backends = backends;
    this.deadline = deadline;
  }

  Reply of(String item) throws Exception {
    long end = System.nanoTime() + deadline.toNanos();
    Map<String, String> mdc = MDC.getCopyOfContextMap();
    CompletionService<String> calls = new ExecutorCompletionService<>(threads);
    List<Future<String>> parts = new ArrayList<>();
    try {
      for (PeerClient backend : backends) {
        parts.add(
            calls.submit(
                () -> {
                  MDC.setContextMap(mdc);
                  return backend.get(item);
                }));
      }
      for (int i = 0; i < parts.size(); i++) {
        Future<String> next = calls.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next == null) {
          return Reply.late();
        }
        next.get();
      }
      StringBuilder text = new StringBuilder();
      for (Future<String> part : parts) {
        text.append(part.get()).append('\n');
      }
      return Reply.ok(text.toString());
    } catch (ExecutionException error) {
      if (error.getCause() instanceof BackendFailed failed) {
        return Reply.backendFailed(failed.getMessage());
      }
      throw error;
    } finally {
      parts.forEach(part -> part.cancel(true));
    }
  }
}
