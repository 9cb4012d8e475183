package io.github.aiotask.properties.exec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a runtime says about itself.
 *
 * @param engine which it is, for people
 * @param version the Python whose rules it is to be compared with, as in {@code 3.14}
 * @param keys what it can see in looks; null: everything
 */
public record Hello(String engine, String version, @Nullable List<String> keys) {

  /** Copies the keys. */
  public Hello {
    keys = keys == null ? null : List.copyOf(keys);
  }
}
