package io.github.aiotask.examples.service;

import io.github.aiotask.examples.service.backend.Behaviour;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;

/** A backend that answers when a test says so. Any thread. */
final class Held implements Behaviour {
  private final Map<String, CompletableFuture<Answer>> calls = new ConcurrentHashMap<>();

  @Override
  public CompletableFuture<Answer> begin(String path, ScheduledExecutorService timers) {
    return calls.computeIfAbsent(path, asked -> new CompletableFuture<>());
  }

  boolean hasCallFor(String item) {
    return calls.containsKey("/" + item);
  }

  /** Also before it is asked for. */
  void answer(String item, int status, String body) {
    calls.computeIfAbsent("/" + item, asked -> new CompletableFuture<>()).complete(new Answer(status, body));
  }
}
