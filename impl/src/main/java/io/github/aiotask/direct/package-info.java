/**
 * Coroutines in direct style: ordinary Java code that calls {@link io.github.aiotask.direct.Direct#await await} at any call
 * depth, with locals, loops, checked exceptions and {@code finally} as anywhere else.
 *
 * <pre>{@code
 * Coroutine<String> greeting = Direct.coroutine(() -> "hello " + Direct.await(name));
 * Task<String> task = loop.createTask(greeting);
 * }</pre>
 *
 * <p>Rule by rule they do what a {@link io.github.aiotask.StateMachine} does, and each may await the other. What differs is
 * how a suspended one keeps its stack: {@link io.github.aiotask.direct.Carrier} says how, and at what price.
 *
 * <p><b>Threads.</b> A coroutine is confined to the thread of its loop, and suspends only itself: code that it runs in other
 * threads cannot await. <b>Thread-locals.</b> On a continuation they are those of the loop's thread, shared by all
 * coroutines, and what one of them changes stays so when it is suspended; on a thread they are the coroutine's own, and not
 * the loop's. What belongs to a task belongs in its context ({@link io.github.aiotask.Guest#captureContext}). <b>Locks.</b>
 * To await while holding a monitor or a lock can stop the loop for good: the next coroutine that wants it blocks the very
 * thread that would have to resume the holder.
 *
 * <p><b>The end.</b> A coroutine that is dropped while it is suspended does not run its {@code finally} blocks on a
 * continuation; {@link io.github.aiotask.Coroutine#close} does, on every carrier.
 */
@NullMarked
package io.github.aiotask.direct;

import org.jspecify.annotations.NullMarked;
