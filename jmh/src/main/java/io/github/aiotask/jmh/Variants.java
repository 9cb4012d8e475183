package io.github.aiotask.jmh;

import io.github.aiotask.jmh.Target.Pair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/** The variants by name. {@link Paired} loads this class anew for each of them, hence public. */
public final class Variants {
  private static final String FLOOR = "floor";
  private static final String FLOOR_FIVE = "floor-five";

  private record Entry(String floor, Supplier<Variant> maker) {}

  /** Those of other make, where the build has them. */
  public interface Peers {

    /**
     * The peers.
     *
     * @return by name
     */
    Map<String, Supplier<Variant>> variants();
  }

  /** What is compared beside the floors and the targets. */
  static final List<Pair> COMPARISONS =
      List.of(
          new Pair("round-trip-10", "floor-round-trip"),
          new Pair("create-finish", "floor-create"),
          new Pair("create-cancel", "floor-cancel"),
          new Pair("gather-10000", "floor-gather"),
          new Pair("yield-1-pulled", "yield-1"),
          new Pair("yield-1000-pulled", "yield-1000"),
          new Pair("round-trip-10-pulled", "round-trip-10"),
          new Pair("yield-1", "netty-execute"),
          new Pair("round-trip-1", "netty-round-trip"),
          new Pair("yield-1", "virtual-thread-yield"),
          new Pair("direct-continuation-1", "kotlin-yield-1"),
          new Pair("direct-scheduled-1", "kotlin-yield-1"),
          new Pair("direct-virtual-1", "kotlin-yield-1"),
          new Pair("direct-scheduled-1", "virtual-thread-yield"),
          new Pair("direct-virtual-1", "virtual-thread-yield"));

  /** The numbers of coroutines that are resumed in turn. */
  static final int[] DIRECT_TASKS = {1, 100, 10_000};

  private static final Map<String, Entry> ALL = new LinkedHashMap<>();

  static {
    add(FLOOR, () -> new Floor(1));
    add("floor-10", () -> new Floor(10));
    add("floor-1000", () -> new Floor(1000));
    add("floor-100000", () -> new Floor(100_000));
    add(FLOOR_FIVE, FLOOR_FIVE, () -> new FloorFive(1000));
    add("floor-five-100000", FLOOR_FIVE, () -> new FloorFive(100_000));
    add("floor-create", FloorCreate::new);
    add("floor-round-trip", FloorRoundTrip::new);
    add("floor-cancel", FloorCancel::new);
    add("floor-gather", () -> new FloorGather(10_000));

    add("yield-1", () -> new BareYieldRun(Pulling.NONE));
    add("yield-1-pulled", () -> new BareYieldRun(Pulling.ALL));
    add("yield-1-once", () -> new BareYield(1, Yielding.ONE_CLASS));
    add("yield-10", () -> new BareYield(10, Yielding.ONE_CLASS));
    add("yield-1000", () -> new BareYield(1000, Yielding.ONE_CLASS));
    add("yield-100000", "floor-100000", () -> new BareYield(100_000, Yielding.ONE_CLASS));
    add("yield-1000-five", FLOOR_FIVE, () -> new BareYield(1000, Yielding.FIVE_CLASSES));
    add("yield-100000-five", "floor-five-100000", () -> new BareYield(100_000, Yielding.FIVE_CLASSES));
    add("yield-1000-machines", FLOOR_FIVE, () -> new BareYield(1000, Yielding.STATE_MACHINES));
    add("yield-1000-pulled", () -> BareYield.pulled(1000));
    add("yield-1000-observed", () -> BareYield.observed(1000));
    add("yield-1000-jfr-off", () -> BareYield.flightRecorded(1000, false));
    add("yield-1000-jfr-on", () -> BareYield.flightRecorded(1000, true));
    add("done-future", () -> new DoneFuture(1000));
    add("round-trip-1", () -> new PingPong(1));
    add("round-trip-10", () -> new PingPong(10));
    add("round-trip-10-pulled", () -> new PingPong(10, Pulling.ALL));
    add("round-trip-1000", () -> new PingPong(1000));
    add("round-trip-100000", "floor-100000", () -> new PingPong(100_000));
    add("round-trip-machines", () -> new PingPongMachines(10));
    add("create-finish-1", () -> new CreateFinish(1));
    add("create-finish-10", () -> new CreateFinish(10));
    add("create-finish", () -> new CreateFinish(100));
    add("create-finish-1000", () -> new CreateFinish(1000));
    add("create-finish-100000", "floor-100000", () -> new CreateFinish(100_000));
    add("create-cancel", () -> new CreateCancel(0));
    add("create-cancel-among-1000", () -> new CreateCancel(1000));
    add("cancel-chain-10", () -> new CancelChain(10));
    add("eager-start", EagerStart::new);
    add("gather-10000", () -> new Gather(10_000));
    for (DirectKind kind : DirectKind.values()) {
      if (kind.isThere()) {
        String name = "direct-" + kind.text();
        String floor = "floor-" + kind.text();
        add(floor, () -> new FloorHandOver(kind));
        for (int tasks : DIRECT_TASKS) {
          add(name + "-" + tasks, floor, () -> new DirectYield(kind, tasks, 0));
        }
        add(name + "-deep", floor, () -> new DirectYield(kind, 1, 20));
        add(name + "-round-trip", floor, () -> new DirectRoundTrip(kind));
      }
    }
    add("call-soon", () -> new CallSoon(false));
    add("call-soon-threadsafe", () -> new CallSoon(true));
    add("call-soon-threads-1", () -> new CallSoonFromThreads(1));
    add("call-soon-threads-4", () -> new CallSoonFromThreads(4));
    add("timer-cancel", () -> new Timers(false));
    add("timer-fire", () -> new Timers(true));
    add("all-tasks-100000", () -> new AllTasks(100_000));

    add("completable-round-trip", CompletablePeer::new);
    if (VirtualThreadPeer.isThere()) {
      add("virtual-thread-yield", VirtualThreadPeer::new);
    }
    ServiceLoader.load(Peers.class, Variants.class.getClassLoader())
        .forEach(peers -> peers.variants().forEach(Variants::add));
  }

  private Variants() {}

  private static void add(String name, Supplier<Variant> maker) {
    add(name, FLOOR, maker);
  }

  /** What calls several classes, or walks much memory, has a dearer floor. */
  private static void add(String name, String floor, Supplier<Variant> maker) {
    ALL.put(name, new Entry(floor, maker));
  }

  static Iterable<String> names() {
    return ALL.keySet();
  }

  static boolean has(String name) {
    return ALL.containsKey(name);
  }

  /** What a variant is compared to, if nothing else is asked for. */
  static String floorOf(String name) {
    return find(name).floor;
  }

  /**
   * Creates one.
   *
   * @param name its name
   * @return a new variant
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Variant create(String name) {
    return find(name).maker.get();
  }

  private static Entry find(String name) {
    Entry entry = ALL.get(name);
    if (entry == null) {
      throw new IllegalArgumentException("no variant is called " + name + "; there are " + ALL.keySet());
    }
    return entry;
  }
}
