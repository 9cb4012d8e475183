/** Programs as data: instructions, their text, and what real CPythons did with them. */
@NullMarked
package io.github.aiotask.properties.program;

import org.jspecify.annotations.NullMarked;
