package io.github.aiotask.asyncio;

import static io.github.aiotask.PythonVersion.PYTHON_3_4;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/**
 * Where asyncio 3.4.3's locks and queues differ from later ones. There was no 3.4.3 to run the programs on: what is expected
 * here is derived from its rules by hand.
 */
class OldPrimitivesTest {

  private static String trace(String things, String outside, String... tasks) throws JsonProcessingException {
    StringBuilder program = new StringBuilder("{\"things\":{" + things + "},\"outside\":[" + outside + "],\"tasks\":[");
    for (int i = 0; i < tasks.length; i++) {
      String name = String.valueOf((char) ('A' + i));
      program.append(i == 0 ? "" : ",").append("{\"name\":\"" + name + "\",\"catches\":true,\"ops\":[\"");
      program.append(tasks[i].replace(", ", "\",\"")).append("\"]}");
    }
    program.append("]}");
    return String.join("\n", PrimitiveRun.trace(PYTHON_3_4, new ObjectMapper().readTree(program.toString())));
  }

  /** §11.5: B was woken and is cancelled; C is not woken, and waits for ever. */
  @Test
  void aLockLosesTheWakeupOfACancelledAcquire() throws Exception {
    assertEquals(
        """
        1:A acquire x
        3:A yield
        3:A release x
        3:A cancel B
        4:B acquire x !CancelledError
        end:A finished
        end:B finished
        end:C pending
        end:x free""",
        trace("\"x\":\"lock\"", "", "acquire x, yield, release x, cancel B", "acquire x", "acquire x"));
  }

  /** §11.9: B has the lock when the second cancel comes; the wait ends without the lock. */
  @Test
  void aConditionIsLeftWithoutItsLock() throws Exception {
    assertEquals(
        """
        1:A acquire x
        1:B acquire x
        1:B notify x 1
        3:B yield
        4:A wait x !CancelledError
        5:B yield
        5:B release x
        end:A finished
        end:B finished
        end:x free""",
        trace("\"x\":\"condition\"", "[3,\"cancel A\"]", "acquire x, wait x", "acquire x, notify x 1, yield, yield, release x"));
  }

  /** §11.16: the woken B is overtaken by nobody, but its unit is lost for C when it is cancelled. */
  @Test
  void aSemaphoreLosesTheWakeupOfACancelledAcquire() throws Exception {
    assertEquals(
        """
        1:A acquire x
        3:A yield
        3:A release x
        3:A cancel B
        4:B acquire x !CancelledError
        end:A finished
        end:B finished
        end:C pending
        end:x free""",
        trace("\"x\":\"semaphore 1\"", "", "acquire x, yield, release x, cancel B", "acquire x", "acquire x"));
  }

  /** §11.16: who runs on takes the unit. */
  @Test
  void aSemaphoreHasNoUnitForTwo() throws Exception {
    assertEquals(
        """
        1:A acquire x
        3:A yield
        3:A release x
        4:B acquire x
        end:A finished
        end:B finished
        end:C pending
        end:x locked""",
        trace("\"x\":\"semaphore 1\"", "", "acquire x, yield, release x", "acquire x", "acquire x"));
  }

  /** §11.16: C comes after the release, and before B, which was woken, has run. */
  @Test
  void aSemaphoreLetsNobodyOvertake() throws Exception {
    assertEquals(
        """
        1:A acquire x
        3:A yield
        3:A release x
        3:C yield
        4:B acquire x
        end:A finished
        end:B finished
        end:C pending
        end:x locked""",
        trace("\"x\":\"semaphore 1\"", "", "acquire x, yield, release x", "acquire x", "yield, acquire x"));
  }

  /** §11.10: not yet. */
  @Test
  void aConditionLosesTheNotificationOfACancelledWait() throws Exception {
    assertEquals(
        """
        1:A acquire x
        1:B acquire x
        1:C acquire x
        1:C notify x 1
        1:C cancel A
        1:C release x
        2:A wait x !CancelledError
        2:A release x
        end:A finished
        end:B pending
        end:C finished
        end:x free""",
        trace(
            "\"x\":\"condition\"",
            "",
            "acquire x, wait x, release x",
            "acquire x, wait x, release x",
            "acquire x, notify x 1, cancel A, release x"));
  }

  /** §11.26: the item is handed to A, and lost with it. */
  @Test
  void aQueueLosesTheItemOfACancelledGet() throws Exception {
    assertEquals(
        """
        1:C put_nowait x 1
        1:C cancel A
        2:A get x !CancelledError
        end:A finished
        end:B pending
        end:C finished
        end:x 0""",
        trace("\"x\":\"queue\"", "", "get x", "get x", "put_nowait x 1, cancel A"));
  }

  /** §11.26: who is cancelled is passed over. */
  @Test
  void aQueueHandsNothingToWhoIsCancelled() throws Exception {
    assertEquals(
        """
        1:C cancel A
        2:A get x !CancelledError
        3:C yield
        3:C put_nowait x 1
        4:B get x 1
        end:A finished
        end:B finished
        end:C finished
        end:x 0""",
        trace("\"x\":\"queue\"", "", "get x", "get x", "cancel A, yield, put_nowait x 1"));
    assertEquals(
        """
        1:A put x 1
        1:D cancel B
        2:B put x 2 !CancelledError
        3:D yield
        3:D get_nowait x 1
        4:C put x 3
        end:A finished
        end:B finished
        end:C finished
        end:D finished
        end:x 1""",
        trace("\"x\":\"queue 1\"", "", "put x 1", "put x 2", "put x 3", "cancel B, yield, get_nowait x"));
  }

  /** §11.26: get puts the item of the waiting put at once; that one goes on an iteration later than after getNowait. */
  @Test
  void aGetTakesTheItemOfAWaitingPut() throws Exception {
    assertEquals(
        """
        1:A put x 1
        1:B get x 1
        3:A put x 2
        end:A finished
        end:B finished
        end:x 1""",
        trace("\"x\":\"queue 1\"", "", "put x 1, put x 2", "get x"));
    assertEquals(
        """
        1:A put x 1
        1:B get_nowait x 1
        2:A put x 2
        end:A finished
        end:B finished
        end:x 1""",
        trace("\"x\":\"queue 1\"", "", "put x 1, put x 2", "get_nowait x"));
  }
}
