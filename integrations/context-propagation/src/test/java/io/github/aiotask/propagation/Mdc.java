package io.github.aiotask.propagation;

import io.github.aiotask.asyncio.ThreadState;
import java.util.Map;
import org.slf4j.MDC;

/** Carries the MDC of SLF4J without any other library. */
final class Mdc implements ThreadState<Map<String, String>> {

  @Override
  public Map<String, String> capture() {
    Map<String, String> values = MDC.getCopyOfContextMap();
    return values == null ? Map.of() : values; // null: nothing was ever put
  }

  @Override
  public Runnable enter(Map<String, String> values) {
    Map<String, String> former = capture();
    MDC.setContextMap(values);
    return () -> MDC.setContextMap(former);
  }
}
