/**
 * Tasks on Netty's own threads: {@link io.github.aiotask.netty.NettyLoop} runs them there, and coroutines in direct style await
 * channels and futures. Netty has the selectors and the protocols.
 */
@NullMarked
package io.github.aiotask.netty;

import org.jspecify.annotations.NullMarked;
