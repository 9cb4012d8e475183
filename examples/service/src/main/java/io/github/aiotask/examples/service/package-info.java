/** A service over HTTP whose requests are tasks: {@link io.github.aiotask.examples.service.Main} starts it. */
@NullMarked
package io.github.aiotask.examples.service;

import org.jspecify.annotations.NullMarked;
