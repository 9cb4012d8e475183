/** The conformance kit. */
@org.jspecify.annotations.NullMarked
package io.github.aiotask.properties;
