/** The conformance kit's command line. */
@NullMarked
package io.github.aiotask.properties;

import org.jspecify.annotations.NullMarked;
