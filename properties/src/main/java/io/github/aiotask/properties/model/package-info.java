/**
 * The rules of asyncio as a program to read: a pure function from a program to its trace. State is immutable, a rule is a
 * function, and each says its number when it applies. It knows nothing of any implementation.
 */
@NullMarked
package io.github.aiotask.properties.model;

import org.jspecify.annotations.NullMarked;
