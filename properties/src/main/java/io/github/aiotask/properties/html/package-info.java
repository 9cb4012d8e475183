/** Pages that show what was checked and what differs: each is one file that needs nothing else. */
@NullMarked
package io.github.aiotask.properties.html;

import org.jspecify.annotations.NullMarked;
