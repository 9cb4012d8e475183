/** Runs a program on an implementation of the api and writes down what happens, iteration by iteration. */
@NullMarked
package io.github.aiotask.properties.run;

import org.jspecify.annotations.NullMarked;
