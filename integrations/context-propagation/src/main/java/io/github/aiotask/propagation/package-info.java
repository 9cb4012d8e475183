/** What Micrometer's context-propagation knows of thread-locals, for each task. */
@NullMarked
package io.github.aiotask.propagation;

import org.jspecify.annotations.NullMarked;
