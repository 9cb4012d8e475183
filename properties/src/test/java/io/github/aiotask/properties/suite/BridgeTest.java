package io.github.aiotask.properties.suite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.aiotask.impl.RuntimeProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The bridge with Pythons that hang up, speak no sense, or answer out of turn; the next one is served as ever. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "this test connects by the path of a socket")
class BridgeTest {
  private static final long LOOP = 1;
  private static final long FUTURE = 2;
  private static final long CALLBACK = 3;
  private static final int DONE = 0; // the field
  private Bridge bridge;

  @BeforeEach
  void open() throws Exception {
    bridge = new Bridge(new RuntimeProvider());
  }

  @AfterEach
  void close() {
    bridge.close();
  }

  /** A future is created, and has one callback; to complete it calls up. */
  private void assertServes(long process) throws Exception {
    try (Peer peer = Peer.known(bridge, process)) {
      peer.send(Op.FUTURE, FUTURE, LOOP);
      assertArrayEquals(new long[] {0, 0, 0, 0}, peer.expect(Op.ANSWER));
      peer.send(Op.ADD, FUTURE, CALLBACK);
      peer.expect(Op.ANSWER);
      peer.send(Op.SET_RESULT, FUTURE, 77);
      assertArrayEquals(new long[] {FUTURE, CALLBACK}, peer.expect(Op.CALL_SOON));
      peer.send(Op.READ, FUTURE, DONE); // inside of that call
      assertArrayEquals(new long[] {2, 77, 0, 0, 1}, peer.expect(Op.ANSWER));
      peer.send(Op.ANSWER, 0);
      assertArrayEquals(new long[] {2, 77, 0, 0, 0}, peer.expect(Op.ANSWER));
    }
  }

  private void assertFault(String part) throws Exception {
    Optional<String> fault = bridge.takeFault();
    for (int i = 0; fault.isEmpty() && i < 10_000; i++) { // the thread that hung up tells it right after
      Thread.sleep(1);
      fault = bridge.takeFault();
    }
    assertTrue(fault.orElse("none").contains(part), fault.orElse("none"));
  }

  @Test
  void callsNest() throws Exception {
    assertServes(1);
    assertEquals(Optional.empty(), bridge.takeFault());
  }

  @Test
  void whoSpeaksNoSenseIsHungUpOn() throws Exception {
    for (int[] header : new int[][] {{1 << 30, 0, 3}, {-1, 0, 3}, {0, 1 << 30, 3}, {0, 3, 3}, {0, 0, 999}, {0, 0, -1}}) {
      try (Peer peer = new Peer(bridge)) {
        peer.sendHeader(header[0], header[1], header[2]);
        peer.expectEnd();
        assertFault("a Python spoke no sense");
      }
    }
    assertServes(2);
  }

  @Test
  void whoDoesNotSayWhoItIsIsHungUpOn() throws Exception {
    try (Peer peer = new Peer(bridge)) {
      peer.send(Op.FUTURE, FUTURE, LOOP);
      peer.expectEnd();
      assertFault("begins with FUTURE");
    }
    try (Peer peer = new Peer(bridge)) {
      peer.send(Op.HELLO, 99, 3);
      peer.expectEnd();
      assertFault("no rules for Python 3.99");
    }
  }

  @Test
  void anAnswerToNothingIsNoSense() throws Exception {
    try (Peer peer = Peer.known(bridge, 4)) {
      peer.send(Op.ANSWER, 0);
      peer.expectEnd();
      assertFault("ANSWER out of turn");
    }
    try (Peer peer = Peer.known(bridge, 4)) {
      peer.send(Op.READ, FUTURE);
      peer.expect(Op.RAISED); // there is no such future
    }
  }

  @Test
  void whoDiesInTheMiddleOfACallLeavesTheOthersInPeace() throws Exception {
    try (Peer other = Peer.known(bridge, 5)) {
      try (Peer peer = Peer.known(bridge, 5)) { // another thread of that process
        peer.send(Op.FUTURE, FUTURE, LOOP);
        peer.expect(Op.ANSWER);
        peer.send(Op.ADD, FUTURE, CALLBACK);
        peer.expect(Op.ANSWER);
        peer.send(Op.SET_RESULT, FUTURE, 77);
        peer.expect(Op.CALL_SOON);
      }
      other.send(Op.READ, FUTURE, DONE);
      assertEquals(1, other.expect(Op.ANSWER)[4]);
    }
    assertServes(6);
    assertEquals(Optional.empty(), bridge.takeFault()); // to die is no nonsense: who started it sees that
  }

  @Test
  void anotherProcessKnowsNothingOfThis() throws Exception {
    try (Peer peer = Peer.known(bridge, 7);
        Peer forked = Peer.known(bridge, 8)) {
      peer.send(Op.FUTURE, FUTURE, LOOP);
      peer.expect(Op.ANSWER);
      forked.send(Op.READ, FUTURE, DONE);
      assertArrayEquals(new long[] {0, 0, 0, 0, 0, 0}, forked.expect(Op.RAISED));
      forked.send(Op.RELEASE, FUTURE, LOOP); // as what it has inherited goes
      peer.send(Op.READ, FUTURE, DONE);
      assertEquals(0, peer.expect(Op.ANSWER)[4]);
    }
  }

  @Test
  void whereThePathOfASocketIsTooLongItIsAPort(@TempDir Path folder) throws Exception {
    Path parent = Files.createDirectory(folder.resolve("long".repeat(40)));
    bridge.close();
    bridge = new Bridge(new RuntimeProvider(), parent);
    assertTrue(bridge.address().matches("[0-9]+"), bridge.address());
    assertServes(9);
    try (Stream<Path> left = Files.list(parent)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void theFolderGoes() {
    Path socket = Path.of(bridge.address());
    assertTrue(Files.exists(socket));
    bridge.close();
    assertTrue(Files.notExists(socket.getParent()));
  }
}
