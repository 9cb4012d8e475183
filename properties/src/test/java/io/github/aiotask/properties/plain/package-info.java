/**
 * A second implementation of the api, written from the rules in the plainest way, with faults that can be switched on: the
 * kit must find nothing in it without a fault, and each fault when it is on.
 */
@NullMarked
package io.github.aiotask.properties.plain;

import org.jspecify.annotations.NullMarked;
