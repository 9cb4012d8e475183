/** Campaigns: many random programs, on whatever is under test, against the model. */
@NullMarked
package io.github.aiotask.properties.campaign;

import org.jspecify.annotations.NullMarked;
