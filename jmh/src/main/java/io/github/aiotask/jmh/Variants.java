package io.github.aiotask.jmh;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The variants by name. {@link Paired} loads this class anew for each of them, hence public. */
public final class Variants {
  private static final String FLOOR = "floor";
  private static final String FLOOR_MIXED = "floor-mixed";

  private static final Map<String, Supplier<Variant>> ALL = new LinkedHashMap<>();

  static {
    ALL.put(FLOOR, () -> new Floor(1));
    ALL.put("floor-1000", () -> new Floor(1000));
    ALL.put(FLOOR_MIXED, FloorMixed::new);
    ALL.put("yield-1", () -> new BareYield(1, Yielding.ONE_CLASS));
    ALL.put("yield-1-run", BareYieldRun::new);
    ALL.put("yield-1000", () -> new BareYield(1000, Yielding.ONE_CLASS));
    ALL.put("yield-1000-observed", () -> BareYield.observed(1000));
    ALL.put("yield-1000-mixed", () -> new BareYield(1000, Yielding.FOUR_CLASSES));
    ALL.put("yield-1000-machines", () -> new BareYield(1000, Yielding.STATE_MACHINES));
    ALL.put("await-1", () -> new FutureRoundTrip(1));
    ALL.put("await-500", () -> new FutureRoundTrip(500));
    ALL.put("round-trip-1", () -> new PingPong(1));
    ALL.put("round-trip-10", () -> new PingPong(10));
    ALL.put("round-trip-500", () -> new PingPong(500));
    ALL.put("round-trip-500-as-machines", () -> new PingPongMachines(500));
    ALL.put("create-finish", () -> new CreateFinish(100));
    ALL.put("create-finish-1000", () -> new CreateFinish(1000));
  }

  private Variants() {}

  static Iterable<String> names() {
    return ALL.keySet();
  }

  /** What a variant is compared to: calls of several classes have a dearer floor. */
  static String floorOf(String name) {
    return name.endsWith("-mixed") || name.endsWith("-machines") ? FLOOR_MIXED : FLOOR;
  }

  /**
   * Creates one.
   *
   * @param name its name
   * @return a new variant
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Variant create(String name) {
    Supplier<Variant> variant = ALL.get(name);
    if (variant == null) {
      throw new IllegalArgumentException("no variant is called " + name + "; there are " + ALL.keySet());
    }
    return variant.get();
  }
}
