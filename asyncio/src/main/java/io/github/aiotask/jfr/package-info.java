/**
 * Events of tasks for the JVM's flight recorder: created, step, wait, wake, cancel, done.
 *
 * <p>All are off unless a recording asks for them by name:
 *
 * <pre>{@code
 * java -XX:StartFlightRecording:filename=tasks.jfr,+aiotask.Step#enabled=true,+aiotask.Wait#enabled=true ...
 * jfr print --categories aiotask tasks.jfr
 * }</pre>
 *
 * <p>{@link io.github.aiotask.asyncio.Asyncio#run} and {@link io.github.aiotask.asyncio.Runner#Runner()} tell the flight recorder by
 * themselves if a recording asks for any of them when they begin; if none does, they cost nothing at all. A runtime of your own, or a
 * program whose recording starts later, does so by {@link io.github.aiotask.jfr.TaskEvents}, which says what it costs. Needs the JDK's module {@code jdk.jfr}.
 */
@NullMarked
package io.github.aiotask.jfr;

import org.jspecify.annotations.NullMarked;
