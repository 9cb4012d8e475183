package io.github.aiotask.direct;

import org.junit.jupiter.api.extension.ExtendWith;

/** What must not be done, in a loop that has a thread of its own. */
@ExtendWith(Hosted.class)
class MisuseHostedTest extends MisuseTest {}
