package io.github.aiotask.properties.contract;

import static io.github.aiotask.properties.contract.Assertions.assertEquals;

import io.github.aiotask.Guest;
import io.github.aiotask.RunnableLoop;
import io.github.aiotask.Task;
import io.github.aiotask.TaskObserver;
import io.github.aiotask.TaskOptions;
import io.github.aiotask.TaskRuntime;
import io.github.aiotask.properties.random.Profile;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Chapter 2: the creation of tasks. */
@Untested(rule = "2.10", reason = "no program has a context that cannot be entered; impl tests it (EagerStartTest)")
public interface CreationContract extends Contract {

  /** All rules of the chapter together, in programs that are about them. */
  @Property(tries = 500)
  default void chapter_2_agreesWithTheModel(@ForAll @About(Profile.CREATION) Case one) {
    agrees(one);
  }

  @Property(tries = TRIES)
  @Rule("2.1")
  default void required_2_1_refusesWhatIsNoCoroutine(@ForAll @Exercising("2.1") Case one) {
    agrees("2.1", one);
  }

  @Property(tries = TRIES)
  @Rule("2.2")
  default void required_2_2_schedulesThenRegisters(@ForAll @Exercising("2.2") Case one) {
    agrees("2.2", one);
  }

  @Property(tries = TRIES)
  @Rule("2.3")
  default void required_2_3_runsNoCodeOfTheCoroutine(@ForAll @Exercising("2.3") Case one) {
    agrees("2.3", one);
  }

  @Property(tries = TRIES)
  @Rule("2.4")
  default void required_2_4_namesTasksByOneCounter(@ForAll @Exercising("2.4") Case one) {
    agrees("2.4", one);
  }

  @Property(tries = TRIES)
  @Rule("2.5")
  default void required_2_5_capturesTheContext(@ForAll @Exercising("2.5") Case one) {
    agrees("2.5", one);
  }

  @Property(tries = TRIES)
  @Rule("2.6")
  default void required_2_6_startsEagerlyInARunningLoopOnly(@ForAll @Exercising("2.6") Case one) {
    agrees("2.6", one);
  }

  @Property(tries = TRIES)
  @Rule("2.7")
  default void required_2_7_putsTheFormerTaskBackAfterAnEagerStart(@ForAll @Exercising("2.7") Case one) {
    agrees("2.7", one);
  }

  @Property(tries = TRIES)
  @Rule("2.8")
  default void required_2_8_registersWhatIsLeftOfAnEagerStart(@ForAll @Exercising("2.8") Case one) {
    agrees("2.8", one);
  }

  @Property(tries = TRIES)
  @Rule("2.9")
  default void required_2_9_letsAnExitOutOfAnEagerStart(@ForAll @Exercising("2.9") Case one) {
    agrees("2.9", one);
  }

  /** A task with an owner and one without. */
  @Example
  @Rule("2.11")
  default void required_2_11_tellsTheGuestOfATaskWithAnOwner() {
    List<Object> told = new ArrayList<>();
    Guest guest =
        new Guest() {
          @Override
          public void taskCreated(Task<?> task) {
            told.add(task.owner());
          }
        };
    TaskObserver observer =
        new TaskObserver() {
          @Override
          public void created(Task<?> task) {
            told.add("observer");
          }
        };
    TaskRuntime runtime =
        provider().newRuntime(TaskRuntime.Options.DEFAULT.withGuest(guest).withObserver(observer));
    RunnableLoop loop = runtime.newVirtualLoop();
    loop.createTask(new Returning(1), TaskOptions.DEFAULT.withOwner("owner"));
    loop.createTask(new Returning(1));
    assertEquals(List.of("owner", "observer", "observer"), told);
  }
}
