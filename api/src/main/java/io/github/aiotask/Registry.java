package io.github.aiotask;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which task runs in each loop, and which tasks there are (§7). Everything is compared by identity; foreign tasks and loops
 * are welcome, and no loop is kept alive by what is known of it, but while a foreign task runs in it (§7.11). The lists of all tasks
 * may be asked for from any thread, the rest from the loop's.
 */
public interface Registry {

  /**
   * The task whose step runs now (§7.4).
   *
   * @param loop where
   * @return the task, or null between steps and in callbacks
   */
  @Nullable Object currentTask(TaskLoop loop);

  /**
   * The tasks of a loop (§7.1, §7.2, §7.3, §7.8).
   *
   * @param loop whose
   * @return a new list
   */
  List<Object> allTasks(TaskLoop loop);

  /**
   * The tasks of all loops of this runtime, and of none (§7.10): what asyncio's module keeps, and its {@code all_tasks(loop)} looks
   * through.
   *
   * @return a new list, in no order
   */
  List<Object> allTasks();

  /**
   * Makes a task the running one (§7.5).
   *
   * @param loop where
   * @param task which
   * @throws RuntimeException ENTER if there is one
   */
  void enter(TaskLoop loop, Object task);

  /**
   * Ends that (§7.5).
   *
   * @param loop where
   * @param task which
   * @throws RuntimeException LEAVE if it is not the running one
   */
  void leave(TaskLoop loop, Object task);

  /**
   * Replaces the running task (§7.5), as an eager start does.
   *
   * @param loop where
   * @param task which; null for none
   * @return the former one
   */
  @Nullable Object swap(TaskLoop loop, @Nullable Object task);

  /**
   * Adds a foreign task (§7.6); held weakly. Adding it again changes nothing.
   *
   * @param loop whose
   * @param task which
   */
  void register(TaskLoop loop, Object task);

  /**
   * Removes a task (§7.6); no effect if it is not there.
   *
   * @param loop whose
   * @param task which
   */
  void unregister(TaskLoop loop, Object task);

  /**
   * Adds a task of whatever loop it says (§7.10), as {@code _register_task(task)}.
   *
   * @param task which; a {@link FutureLike} is asked for its loop, anything else is of none and in {@link #allTasks()} alone
   */
  void register(Object task);

  /**
   * Removes it (§7.10), as {@code _unregister_task(task)}; no effect if it is not there.
   *
   * @param task which
   */
  void unregister(Object task);

  /**
   * Drops what is known of a foreign loop at once, instead of with the loop; for a guest that closes its loop, once no task of it is
   * pending. Nobody need call it.
   *
   * @param loop which
   */
  void forget(TaskLoop loop);
}
