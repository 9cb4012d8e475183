/** CPython's own tests of asyncio on an implementation: its Task and Future stand in for CPython's accelerator. */
@NullMarked
package io.github.aiotask.properties.suite;

import org.jspecify.annotations.NullMarked;
