/** Runtimes in another process that answer programs over standard input and output: the protocol of {@code --exec}. */
@NullMarked
package io.github.aiotask.properties.exec;

import org.jspecify.annotations.NullMarked;
