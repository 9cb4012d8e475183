/**
 * The implementation. Start with {@link io.github.aiotask.impl.CoroutineTask}, the step; {@link
 * io.github.aiotask.impl.LoopFuture} is below it, {@link io.github.aiotask.impl.FifoEventLoop} runs it, and {@link
 * io.github.aiotask.impl.VersionRules} is the one place where Python versions differ.
 */
@NullMarked
package io.github.aiotask.impl;

import org.jspecify.annotations.NullMarked;
