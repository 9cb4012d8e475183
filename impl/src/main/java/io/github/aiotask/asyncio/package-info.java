/** asyncio's functions, built on the interfaces alone, so that they work with any implementation of them. */
@NullMarked
package io.github.aiotask.asyncio;

import org.jspecify.annotations.NullMarked;
