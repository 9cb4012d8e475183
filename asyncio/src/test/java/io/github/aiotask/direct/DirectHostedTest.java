package io.github.aiotask.direct;

import org.junit.jupiter.api.extension.ExtendWith;

/** What a coroutine in direct style does, in a loop that has a thread of its own. */
@ExtendWith(Hosted.class)
class DirectHostedTest extends DirectTest {}
