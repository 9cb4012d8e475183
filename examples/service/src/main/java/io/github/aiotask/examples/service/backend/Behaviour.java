package io.github.aiotask.examples.service.backend;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;

/** What a backend answers, and when. */
@FunctionalInterface
public interface Behaviour {

  /**
   * Begins one call.
   *
   * @param path what is asked for
   * @param timers in the backend's thread
   * @return completed by any thread when the answer is there; cancelled by the backend if its client has gone
   */
  CompletableFuture<Answer> begin(String path, ScheduledExecutorService timers);

  /**
   * An answer.
   *
   * @param status of HTTP
   * @param body text
   */
  record Answer(int status, String body) {}
}
