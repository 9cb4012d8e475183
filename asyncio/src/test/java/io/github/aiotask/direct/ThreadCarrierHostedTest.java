package io.github.aiotask.direct;

import org.junit.jupiter.api.extension.ExtendWith;

/** What only a thread of the coroutine's own has to care for, in a loop that has a thread of its own. */
@ExtendWith(Hosted.class)
class ThreadCarrierHostedTest extends ThreadCarrierTest {}
