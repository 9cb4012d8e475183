/** asyncio's functions and coroutines in direct style, for Java programs; they use the api alone. */
module io.github.aiotask {
  requires transitive io.github.aiotask.api;
  requires static jdk.jfr; // events, where it is there
  requires static jdk.unsupported; // for SIGINT, if a program wants that
  requires static java.management; // for who asks by JMX
  requires static org.jspecify;
  requires static org.checkerframework.checker.qual;

  exports io.github.aiotask.asyncio;
  exports io.github.aiotask.direct;
  exports io.github.aiotask.jfr;
  exports io.github.aiotask.inspect;
}
