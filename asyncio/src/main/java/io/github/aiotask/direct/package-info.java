/**
 * Coroutines in direct style: ordinary Java code that calls {@link io.github.aiotask.direct.Direct#await(io.github.aiotask.Awaitable) await} at any call
 * depth, with locals, loops, checked exceptions and {@code finally} as anywhere else.
 *
 * <pre>{@code
 * Coroutine<String> greeting = Direct.coroutine(() -> "hello " + Direct.await(name));
 * Task<String> task = loop.createTask(greeting);
 * }</pre>
 *
 * <p>A {@link java.util.concurrent.CompletionStage} is awaited as it is, and {@link io.github.aiotask.asyncio.Asyncio#current()}
 * answers asyncio's functions anywhere in a coroutine.
 *
 * <p>Rule by rule they do what a {@link io.github.aiotask.StateMachine} does, and each may await the other. What differs is
 * how a suspended one keeps its stack: {@link io.github.aiotask.direct.Carrier} says how, and at what price.
 *
 * <p><b>Threads.</b> A coroutine is confined to the thread of its loop, and suspends only itself: code that it runs in other
 * threads cannot await. Its own thread stands for the loop's ({@link io.github.aiotask.LoopThread}). What Java keeps for each thread is
 * each coroutine's own ({@link io.github.aiotask.direct.PerThread}):
 *
 * <table>
 * <caption>Java's per-thread things in a coroutine, but on {@link io.github.aiotask.direct.Carrier#CONTINUATION}</caption>
 * <tr><th>what</th><th>in a coroutine</th></tr>
 * <tr><td>thread-locals</td><td>its own</td></tr>
 * <tr><td>inheritable thread-locals, context class loader</td><td>taken over from the thread that calls {@code coroutine(body)};
 *     a change is its own</td></tr>
 * <tr><td>scoped values</td><td>what is bound around an await is bound for it alone, until the block ends</td></tr>
 * <tr><td>monitors and locks</td><td>held over an await; another coroutine that wants it blocks the loop, for good if the holder
 *     waits for that loop. Those of who runs the loop stay his</td></tr>
 * <tr><td>{@link java.lang.Thread#currentThread()}</td><td>its own, with the name of its task</td></tr>
 * <tr><td>interrupts of the loop's thread</td><td>for who has the turn, the loop or a coroutine; what a step leaves is the
 *     loop's</td></tr>
 * <tr><td>stack overflow</td><td>an error of that task alone</td></tr>
 * </table>
 *
 * <p>A coroutine that is awaited before it has started runs on the stack of who awaits it, in that thread. What belongs to a task and
 * all it starts is a {@link io.github.aiotask.asyncio.ContextVar}, and what another library keeps in thread-locals is carried from task
 * to task by a {@link io.github.aiotask.asyncio.ThreadState}.
 *
 * <p><b>Errors.</b> In debug mode an error that leaves a coroutine has the calls of its body alone in its stack trace, and each await
 * that it crosses adds a suppressed "awaited here". {@link io.github.aiotask.direct.Direct#stackOf} tells where a suspended one stands.
 *
 * <p><b>The end.</b> A coroutine that is dropped while it is suspended does not run its {@code finally} blocks on a
 * continuation; {@link io.github.aiotask.Coroutine#close} does, on every carrier.
 */
@NullMarked
package io.github.aiotask.direct;

import org.jspecify.annotations.NullMarked;
