package io.github.aiotask.examples.service;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What Micrometer counts of the service. Any thread, but that gauges are asked in the thread of who reads. */
public final class Metrics {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Map<Outcome, Timer> requests = new EnumMap<>(Outcome.class);
  private final Timer lag = Timer.builder("loop.lag").description("how late the loop is").register(registry);

  public Metrics() {
    for (Outcome outcome : Outcome.values()) {
      requests.put(
          outcome,
          Timer.builder("requests")
              .tag("outcome", outcome.label())
              .publishPercentiles(0.5, 0.99)
              .register(registry));
    }
  }

  /** One that says how many there are of something. */
  public void gauge(String name, Supplier<Number> value) {
    io.micrometer.core.instrument.Gauge.builder(name, value).strongReference(true).register(registry);
  }

  /** A request has ended. */
  public void ended(Outcome outcome, long nanos) {
    timer(outcome).record(nanos, TimeUnit.NANOSECONDS);
  }

  /** The loop was so late. */
  public void late(long nanos) {
    lag.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** How many requests have ended so. */
  public long count(Outcome outcome) {
    return timer(outcome).count();
  }

  private Timer timer(Outcome outcome) {
    Timer timer = requests.get(outcome);
    if (timer == null) {
      throw new IllegalArgumentException(outcome + " has no timer");
    }
    return timer;
  }

  /** Lines of name, tags, statistic and value; times in seconds. */
  public String text() {
    List<String> lines = new ArrayList<>();
    for (Meter meter : registry.getMeters()) {
      String tags = meter.getId().getTags().stream().map(Metrics::text).collect(Collectors.joining(","));
      for (Measurement one : meter.measure()) {
        String what = one.getStatistic().getTagValueRepresentation();
        lines.add(String.format(Locale.ROOT, "%s{%s} %s %s%n", meter.getId().getName(), tags, what, one.getValue()));
      }
    }
    Collections.sort(lines);
    return String.join("", lines);
  }

  private static String text(Tag tag) {
    return tag.getKey() + "=" + tag.getValue();
  }
}
