/**
 * asyncio's functions over any implementation of the api. The only package of the kit that knows where they are: in the
 * artifact of the implementation, of which it uses {@code io.github.aiotask.asyncio} alone.
 */
@NullMarked
package io.github.aiotask.properties.functions;

import org.jspecify.annotations.NullMarked;
