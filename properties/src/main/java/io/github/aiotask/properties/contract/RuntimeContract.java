package io.github.aiotask.properties.contract;

import io.github.aiotask.properties.random.Profile;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** All rules. */
public interface RuntimeContract
    extends FutureContract, CreationContract, StepContract, YieldContract, WakeupContract, CancelContract, RegistryContract,
        LoopContract, DiagnosticsContract, FunctionsContract, SynchronizationContract {

  /** Everything together. */
  @Property(tries = 2000)
  default void everything_agreesWithTheModel(@ForAll @About(Profile.GENERAL) Case one) {
    agrees(one);
  }
}
