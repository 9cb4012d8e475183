package io.github.aiotask.properties.plain.functions;

import java.util.Set;

/** What can be wrong with plain functions, and the rules of which a finding may name any. */
public enum FunctionFault {
  RESULTS_AS_THEY_COME("a gather lists results in the order in which they come", "10.5", "10.8"),
  SAME_ARGUMENT_TWICE("a gather hears twice of an argument that is there twice", "10.5", "10.7", "10.6", "10.8"),
  GATHER_WAITS_FOR_ALL("a gather that fails waits for the others", "10.6", "10.7"),
  CHILD_CANCEL_IS_A_CANCEL("a gather is cancelled when a child is", "10.7"),
  OUTCOMES_FAIL_FAST("a gather of outcomes ends with the first error", "10.8"),
  GATHER_CANCELS_FIRST("the cancel of a gather goes to its first child alone", "10.9"),
  GATHER_CANCELLED_AT_ONCE("the cancel of a gather is one of its own future too", "10.9"),
  GATHER_CANCEL_LOST("a gather of outcomes that was cancelled gives the outcomes", "10.10"),
  DONE_HEARD_LATER("a gather hears by a callback of what is done at the call", "10.13"),
  SHIELD_OF_DONE("a shield of a done future is a new one", "10.16"),
  NO_SHIELD("a shield is the inner future itself", "10.17"),
  SHIELD_CANCELS_INNER("the cancel of a shield goes to the inner future", "10.17"),
  SILENT_SHIELD("an error behind a cancelled shield is not reported", "10.18"),
  CANCELLED_COUNTS_AS_EXCEPTION("a wait until the first exception takes a cancellation for one", "10.20"),
  WAIT_TIMEOUT_CANCELS("a wait whose time is over cancels who is not done", "10.20"),
  WAIT_LEAVES_CALLBACKS("a cancelled wait leaves its callbacks", "10.22"),
  WAIT_FOR_DROPS_VALUE("a waitFor that has expired raises a TimeoutError whatever the body does", "10.28", "10.44"),
  NO_TIME_STARTS("a waitFor without time does not cancel", "10.29"),
  NO_TIME_GIVES_CANCELLED("a waitFor without time raises the CancelledError", "10.29"),
  COUNT_NOT_NOTED("a timeout takes every cancel for its own", "10.39", "10.43"),
  EXPIRES_AT_ENTRY("a timeout that is past cancels before the body runs", "10.40"),
  NO_UNCANCEL("a timeout does not take its cancel back", "10.41"),
  TIMER_KEPT("a timeout does not cancel its timer", "10.41"),
  TIMEOUT_RAISES_CANCELLED("a timeout that has expired raises the CancelledError", "10.42"),
  RESCHEDULES_ALWAYS("a timeout that is over can be given another time", "10.45"),
  SPAWNS_ALWAYS("a group that aborts takes tasks", "10.46"),
  SIBLINGS_RUN_ON("a task that fails does not cancel the others", "10.47"),
  PARENT_RUNS_ON("a task that fails does not cancel the body", "10.47"),
  BODY_ERROR_ABORTS_NOTHING("an error of the body does not cancel the tasks", "10.48"),
  EXIT_LEAVES_TASKS("a group does not wait for its tasks", "10.49"),
  EXIT_IN_GROUP("an EXIT is one error of the group", "10.50"),
  OWN_CANCEL_KEPT("a group does not take its cancel back", "10.51"),
  CANCEL_BEATS_ERRORS("a CancelledError leaves the group though there are errors", "10.52", "10.53"),
  BODY_ERROR_LOST("the error of the body is not among those of the group", "10.53"),
  OUTER_CANCEL_LOST("a group with errors does not ask again for an outer cancel", "10.54"),
  ORPHANS_SILENT("a task that fails after the group's task is not reported", "10.56"),
  GROUP_CANCEL_IGNORED("a group that is cancelled goes on", "10.83"),
  CANCELS_AFTER_END("a group that is over cancels its task when it is cancelled", "10.85");

  private final String description;
  private final Set<String> rules;

  FunctionFault(String description, String... rules) {
    this.description = description;
    this.rules = Set.of(rules);
  }

  /** What is wrong, in one line. */
  public String description() {
    return description;
  }

  /** The rules that it breaks, by number: a finding names one of them. */
  public Set<String> rules() {
    return rules;
  }
}
