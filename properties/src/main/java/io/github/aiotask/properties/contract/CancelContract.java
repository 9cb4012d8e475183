package io.github.aiotask.properties.contract;

import static io.github.aiotask.properties.contract.Assertions.assertTrue;

import io.github.aiotask.Future;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.properties.random.Profile;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Chapter 6: cancel. */
public interface CancelContract extends Contract {

  /** All rules of the chapter together, in programs that are about them. */
  @Property(tries = 500)
  default void chapter_6_agreesWithTheModel(@ForAll @About(Profile.CANCEL) Case one) {
    agrees(one);
  }

  @Property(tries = TRIES)
  @Rule("6.1")
  default void required_6_1_leavesADoneTaskAlone(@ForAll @Exercising("6.1") Case one) {
    agrees("6.1", one);
  }

  @Property(tries = TRIES)
  @Rule("6.2")
  default void required_6_2_goesToTheWaiter(@ForAll @Exercising("6.2") Case one) {
    agrees("6.2", one);
  }

  @Property(tries = TRIES)
  @Rule("6.3")
  default void required_6_3_setsTheFlagOtherwise(@ForAll @Exercising("6.3") Case one) {
    agrees("6.3", one);
  }

  @Property(tries = TRIES)
  @Rule("6.4")
  default void required_6_4_isCountedFirst(@ForAll @Exercising("6.4") Case one) {
    agrees("6.4", one);
  }

  @Property(tries = TRIES)
  @Rule("6.5")
  default void required_6_5_isTakenBackDownToZero(@ForAll @Exercising("6.5") Case one) {
    agrees("6.5", one);
  }

  @Property(tries = TRIES)
  @Rule("6.6")
  default void required_6_6_isWithdrawnByTheLastUncancel(@ForAll @Exercising("6.6") Case one) {
    agrees("6.6", one);
  }

  @Property(tries = TRIES)
  @Rule("6.7")
  default void required_6_7_carriesTheLastMessage(@ForAll @Exercising("6.7") Case one) {
    agrees("6.7", one);
  }

  @Property(tries = TRIES)
  @Rule("6.9")
  default void required_6_9_refusesACycle(@ForAll @Exercising("6.9") Case one) {
    agrees("6.9", one);
  }

  /** Tasks that await each other in a long row. */
  @Example
  @Rule("6.8")
  default void required_6_8_goesDownALongChain() throws Exception {
    TaskRuntime runtime = provider().newRuntime(TaskRuntime.Options.DEFAULT);
    RunnableLoop loop = runtime.newVirtualLoop();
    Future<Object> last = loop.createFuture();
    List<Task<Object>> chain = new ArrayList<>();
    Future<Object> next = last;
    for (int i = 0; i < 10_000; i++) {
      Task<Object> task = loop.createTask(new Awaiting(next));
      chain.add(task);
      next = task;
    }
    loop.runOnce();
    assertTrue(next.cancel());
    assertTrue(last.isCancelled());
  }
}
