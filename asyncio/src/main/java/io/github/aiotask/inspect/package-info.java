/**
 * "My program hangs": what all tasks of all loops are doing, as it is seen at one moment. {@link
 * io.github.aiotask.asyncio.Asyncio#printTasks()} prints it, {@link io.github.aiotask.asyncio.Asyncio#dumpTasks()} gives it as data, and
 * the command {@code java -jar aiotask-ps.jar pstree PID} asks a JVM from outside, whose program needs no code for that.
 *
 * <p>A loop is asked between two steps. One that does not answer is told as such, with what its thread does just then.
 */
@NullMarked
package io.github.aiotask.inspect;

import org.jspecify.annotations.NullMarked;
