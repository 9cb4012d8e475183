/** The same service with a virtual thread for each request, to compare with. */
@NullMarked
package io.github.aiotask.examples.service.peer;

import org.jspecify.annotations.NullMarked;
