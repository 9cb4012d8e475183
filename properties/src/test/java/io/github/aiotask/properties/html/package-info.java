/** Tests of the pages. */
@NullMarked
package io.github.aiotask.properties.html;

import org.jspecify.annotations.NullMarked;
