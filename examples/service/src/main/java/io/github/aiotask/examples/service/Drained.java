package io.github.aiotask.examples.service;

/**
 * What the end of a service has made of the requests that were under way.
 *
 * @param finished had their answer in time
 * @param cancelled had not
 */
public record Drained(int finished, int cancelled) {}
