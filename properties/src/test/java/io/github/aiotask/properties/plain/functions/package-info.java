/** asyncio's functions once more, as plainly as can be, with faults that can be planted in them. */
@NullMarked
package io.github.aiotask.properties.plain.functions;

import org.jspecify.annotations.NullMarked;
