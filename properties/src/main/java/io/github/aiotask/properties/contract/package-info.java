/**
 * What an implementation must do, as jqwik properties by rule: a test class that implements {@link RuntimeContract} and gives a
 * provider runs them all.
 */
@NullMarked
package io.github.aiotask.properties.contract;

import org.jspecify.annotations.NullMarked;
