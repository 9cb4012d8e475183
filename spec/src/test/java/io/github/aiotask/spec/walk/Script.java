package io.github.aiotask.spec.walk;

import java.util.Map;
import java.util.function.Supplier;

/** What a {@link Machine} is to do, said command by command; it throws nothing, for it is asked inside of coroutines. */
interface Script {

  /**
   * The next command.
   *
   * @param now what is seen after those before
   * @return the command; null if there is none
   */
  Command next(Supplier<Map<String, Object>> now);

  /**
   * The last command could not be performed, or not as it must be: there will be no more.
   *
   * @param why in words
   * @param now what is seen
   */
  void broken(String why, Map<String, Object> now);
}
