/**
 * asyncio's Task for the JVM.
 *
 * <p>A {@link io.github.aiotask.Coroutine} is run by a {@link io.github.aiotask.Task}, one step at a time, on a
 * {@link io.github.aiotask.TaskLoop}; between steps it waits for a {@link io.github.aiotask.Future}.
 * {@link io.github.aiotask.TaskRuntime#load()} gives a runtime, and the runtime gives loops, each an
 * {@link io.github.aiotask.EventLoop}; a guest may bring its own. The sign § cites a rule of {@code spec/README.md}, which
 * says what MUST hold and why.
 *
 * <p><b>Threads.</b> A loop and all that belongs to it is used by one thread at a time, and {@link LoopThread} says which one
 * that is. {@link EventLoop#callSoonThreadsafe} is the one door for others into an {@link EventLoop}; another {@link TaskLoop}
 * has its own. What may be called from any thread says so. <b>Null</b> is allowed only where {@code @Nullable} stands;
 * elsewhere it raises {@link NullPointerException} and changes nothing. <b>Time</b> is in nanoseconds of
 * {@link EventLoop#time()}; tasks and futures know none. <b>Payloads</b> (results, errors, messages, contexts) are opaque:
 * they are compared by identity and never asked anything.
 */
@NullMarked
package io.github.aiotask;

import org.jspecify.annotations.NullMarked;
