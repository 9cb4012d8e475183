/** Compares an implementation with the model, and says which rule is broken. */
@NullMarked
package io.github.aiotask.properties.check;

import org.jspecify.annotations.NullMarked;
