package io.github.aiotask.properties.contract;

/** asyncio's locks and queues (§11). */
@Untested(rule = "11.1", reason = SynchronizationContract.REASON)
@Untested(rule = "11.2", reason = SynchronizationContract.REASON)
@Untested(rule = "11.3", reason = SynchronizationContract.REASON)
@Untested(rule = "11.4", reason = SynchronizationContract.REASON)
@Untested(rule = "11.5", reason = SynchronizationContract.REASON)
@Untested(rule = "11.6", reason = SynchronizationContract.REASON)
@Untested(rule = "11.7", reason = SynchronizationContract.REASON)
@Untested(rule = "11.8", reason = SynchronizationContract.REASON)
@Untested(rule = "11.9", reason = SynchronizationContract.REASON)
@Untested(rule = "11.10", reason = SynchronizationContract.REASON)
@Untested(rule = "11.11", reason = SynchronizationContract.REASON)
@Untested(rule = "11.12", reason = SynchronizationContract.REASON)
@Untested(rule = "11.13", reason = SynchronizationContract.REASON)
@Untested(rule = "11.14", reason = SynchronizationContract.REASON)
@Untested(rule = "11.15", reason = SynchronizationContract.REASON)
@Untested(rule = "11.16", reason = SynchronizationContract.REASON)
@Untested(rule = "11.17", reason = SynchronizationContract.REASON)
@Untested(rule = "11.18", reason = SynchronizationContract.REASON)
@Untested(rule = "11.19", reason = SynchronizationContract.REASON)
@Untested(rule = "11.20", reason = SynchronizationContract.REASON)
@Untested(rule = "11.21", reason = SynchronizationContract.REASON)
@Untested(rule = "11.22", reason = SynchronizationContract.REASON)
@Untested(rule = "11.23", reason = SynchronizationContract.REASON)
@Untested(rule = "11.24", reason = SynchronizationContract.REASON)
@Untested(rule = "11.25", reason = SynchronizationContract.REASON)
@Untested(rule = "11.26", reason = SynchronizationContract.REASON)
@Untested(rule = "11.27", reason = SynchronizationContract.REASON)
@Untested(rule = "11.28", reason = SynchronizationContract.REASON)
@Untested(rule = "11.29", reason = SynchronizationContract.REASON)
@Untested(rule = "11.30", reason = SynchronizationContract.REASON)
@Untested(rule = "11.31", reason = SynchronizationContract.REASON)
@Untested(rule = "11.32", reason = SynchronizationContract.REASON)
@Untested(rule = "11.33", reason = SynchronizationContract.REASON)
public interface SynchronizationContract extends Contract {

  /** Why the kit has no property for a rule here. */
  String REASON =
      "it is about asyncio's locks and queues and not about the runtime;"
          + " impl compares them with CPython's traces (RecordedPrimitivesTest)";
}
