package io.github.aiotask;

import org.jspecify.annotations.Nullable;

/**
 * What can be awaited: a {@link Coroutine}, which runs as a part of who awaits it, or a {@link FutureLike}, which is waited
 * for.
 *
 * @param <T> what the await gives
 */
public sealed interface Awaitable<T extends @Nullable Object> permits Coroutine, FutureLike {}
