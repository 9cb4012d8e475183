package com.example;

import io.github.aiotask.CancelRelay;
import io.github.aiotask.Future;
import io.github.aiotask.FutureLike;
import io.github.aiotask.Task;
import io.github.aiotask.TaskLoop;
import java.util.List;

/** Futures that the kit makes, and not the runtime: of a foreign class, or with methods overridden. */
final class JudgedOthers {

  private JudgedOthers() {}

  /** A value that stands for one. */
  interface Of {
    FutureLike<?> kits();
  }

  static Value of(Boundary boundary, FutureLike<?> kits) {
    return kits instanceof Future<?> future ? new Subclass(boundary, future) : new Promise(boundary, kits);
  }

  /** One of a foreign class. */
  private static final class Promise extends ToyPromise implements Of {
    private final Boundary boundary;
    private final FutureLike<?> kits;

    Promise(Boundary boundary, FutureLike<?> kits) {
      super(boundary.toy, boundary.in(kits.loop()));
      this.boundary = boundary;
      this.kits = kits;
    }

    @Override
    public FutureLike<?> kits() {
      return kits;
    }

    @Override
    public void addWaiter(Task<?> task) {
      boundary.callsBack(
          () -> {
            kits.addWaiter(boundary.view(task));
            return null;
          });
    }

    @Override
    public boolean isDone() {
      return kits.isDone();
    }

    @Override
    public boolean isBlocking() {
      return kits.isBlocking();
    }

    @Override
    public void setBlocking(boolean flag) {
      kits.setBlocking(flag || boundary.has(Fault.KEEPS_THE_FLAG));
    }

    @Override
    public boolean cancel(Object message) {
      boolean taken = boundary.callsBack(() -> kits.cancel(boundary.out(message)));
      return taken || boundary.has(Fault.TAKES_EACH_CANCEL);
    }

    @Override
    public Value result() {
      return boundary.callsBack(() -> boundary.in(kits.result()));
    }
  }

  /** One with methods overridden: a gather's cancel, say. */
  private static final class Subclass extends ToySubclass implements Of {
    private final Boundary boundary;
    private final Future<?> kits;
    private final FutureLike<Value> overridden;

    Subclass(Boundary boundary, Future<?> kits) {
      this.boundary = boundary;
      this.kits = kits;
      this.overridden = kits instanceof CancelRelay relay ? new Relay(this, boundary, relay) : new View(this);
    }

    @Override
    public FutureLike<?> kits() {
      return kits;
    }

    @Override
    FutureLike<Value> awaited() {
      return overridden;
    }

    @Override
    boolean isDone() {
      return kits.isDone();
    }

    @Override
    Value result() {
      return boundary.callsBack(() -> boundary.in(kits.result()));
    }

    @Override
    boolean cancel(Value message) {
      return boundary.callsBack(() -> kits.cancel(boundary.out(message)));
    }

    @Override
    void addWaiter(Task<?> task) {
      boundary.callsBack(
          () -> {
            kits.addWaiter(boundary.view(task));
            return null;
          });
    }
  }

  /** What the library has of one. */
  private static class View extends ToySubclass.Overridden implements Of {
    private final Subclass subclass;

    View(Subclass subclass) {
      super(subclass);
      this.subclass = subclass;
    }

    @Override
    public FutureLike<?> kits() {
      return subclass.kits;
    }

    @Override
    public TaskLoop loop() {
      return subclass.boundary.in(subclass.kits.loop());
    }

    @Override
    public boolean isBlocking() {
      return subclass.kits.isBlocking();
    }

    @Override
    public void setBlocking(boolean blocking) {
      subclass.kits.setBlocking(blocking);
    }
  }

  /** And of one whose cancel goes on to others. */
  private static final class Relay extends View implements CancelRelay {
    private final Boundary boundary;
    private final CancelRelay relay;

    Relay(Subclass subclass, Boundary boundary, CancelRelay relay) {
      super(subclass);
      this.boundary = boundary;
      this.relay = relay;
    }

    @Override
    public List<? extends FutureLike<?>> targets() {
      return relay.targets().stream().<FutureLike<?>>map(boundary::awaited).toList();
    }

    @Override
    public boolean relayed(boolean taken) {
      return boundary.callsBack(() -> relay.relayed(taken));
    }
  }
}
