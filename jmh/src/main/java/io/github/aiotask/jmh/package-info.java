/** Benchmarks: under JMH, and in pairs against a floor in one JVM ({@link io.github.aiotask.jmh.Paired}). */
@NullMarked
package io.github.aiotask.jmh;

import org.jspecify.annotations.NullMarked;
