package io.github.aiotask.properties.model;

import java.util.List;
import java.util.Map;

/**
 * A line of an expected trace.
 *
 * @param text the line
 * @param rule the number of the rule that it follows from, as in {@code 6.2}
 * @param keys of a look: the rule of each of its keys that some rule has changed
 * @param since the rules that have applied since the lines before it, of a look since the last event
 */
public record Line(String text, String rule, Map<String, String> keys, List<String> since) {}
