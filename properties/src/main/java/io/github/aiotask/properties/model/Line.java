package io.github.aiotask.properties.model;

/**
 * A line of an expected trace.
 *
 * @param text the line
 * @param rule the number of the rule that it follows from, as in {@code 6.2}
 */
public record Line(String text, String rule) {}
