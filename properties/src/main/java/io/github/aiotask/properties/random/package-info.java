/** Random programs, and smaller ones out of those that fail. */
@NullMarked
package io.github.aiotask.properties.random;

import org.jspecify.annotations.NullMarked;
