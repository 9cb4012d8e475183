/** What the service asks: three small HTTP servers, of Netty alone. */
@NullMarked
package io.github.aiotask.examples.service.backend;

import org.jspecify.annotations.NullMarked;
