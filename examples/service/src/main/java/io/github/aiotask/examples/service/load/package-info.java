/** A client that loads a service, and says what came of it. */
@NullMarked
package io.github.aiotask.examples.service.load;

import org.jspecify.annotations.NullMarked;
