/** Benchmarks: under JMH, and in pairs against a base in one JVM ({@link io.github.aiotask.jmh.Paired}). */
@NullMarked
package io.github.aiotask.jmh;

import org.jspecify.annotations.NullMarked;
