package io.github.aiotask.examples.service;

import io.github.aiotask.examples.service.backend.Behaviour;
import io.github.aiotask.examples.service.backend.RandomBehaviour;
import java.time.Duration;

/**
 * What can be chosen.
 *
 * @param port where the service listens, on the loopback address; 0 for any that is free
 * @param deadline how long a request may take
 * @param drain how long the requests that are under way may take when the service ends
 * @param callsPerBackend how many calls one backend gets at once
 * @param backendDelay the longest delay of a backend
 * @param backendFailures the part of a backend's calls that fail, from 0 to 1
 */
public record Settings(
    int port, Duration deadline, Duration drain, int callsPerBackend, Duration backendDelay, double backendFailures) {

  /** What the README says of them. */
  public static Settings fromProperties(int port) {
    return new Settings(
        port,
        millis("service.deadline", 200),
        millis("service.drain", 5000),
        Integer.getInteger("service.calls", 64),
        millis("service.backend.delay", 50),
        Double.parseDouble(System.getProperty("service.backend.failures", "0.01")));
  }

  private static Duration millis(String property, long byDefault) {
    return Duration.ofMillis(Long.getLong(property, byDefault));
  }

  /** How a backend behaves. */
  public Behaviour behaviourOf(String backend) {
    return new RandomBehaviour(backend, backendDelay, backendFailures, backend.hashCode());
  }
}
