package io.github.aiotask.properties.model;

import java.util.Map;

/**
 * A line of an expected trace.
 *
 * @param text the line
 * @param rule the number of the rule that it follows from, as in {@code 6.2}
 * @param keys of a look: the rule of each of its keys that some rule has changed
 */
public record Line(String text, String rule, Map<String, String> keys) {}
