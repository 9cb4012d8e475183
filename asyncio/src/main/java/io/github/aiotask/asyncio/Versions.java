package io.github.aiotask.asyncio;

import io.github.aiotask.PythonVersion;

/** What differs between Python versions in asyncio's functions: one switch for each rule that came or went. */
final class Versions {
  // §10.63: the minor versions of Python 3 that brought a function.
  static final int FACTORIES = 5; // 3.4.4, which is not 3.4.3
  static final int THREADSAFE = 5; // the same
  static final int TO_THREAD = 9;
  static final int BLOCKS = 11; // timeouts, groups, runners, barriers
  static final int EAGER = 12;
  static final int AS_COMPLETED_FUTURES = 13;
  static final int QUEUE_SHUTDOWN = 13;
  static final int CALL_GRAPH = 14;
  static final int GROUP_CANCEL = 15;

  private final PythonVersion version;
  private final int minor;

  /** §10.10 §10.11 */
  final boolean gatherKeepsCancel;

  /** §10.9 */
  final boolean gatherAsksChildren;

  /** §10.13 §10.14 */
  final boolean gatherCountsDone;

  /** §10.67 to §10.70 */
  final boolean gatherHearsOnce;

  /** §10.18 */
  final boolean shieldReports;

  /** §10.19 */
  final boolean shieldSilences;

  /** §10.71 */
  final boolean shieldRemovesCallback;

  /** §10.22 §10.23 */
  final boolean waitRemovesCallbacks;

  /** §10.24 §10.25 */
  final boolean waitRefusesCoroutines;

  /** §10.28 */
  final boolean waitForUsesTimeout;

  /** §10.29 §10.30 §10.72 §10.73 */
  final boolean waitForKnowsNoTime;

  /** §10.30 §10.74 §10.75 */
  final boolean waitForAwaitsEnd;

  /** §10.72 §10.73 §10.76 §10.77 */
  final boolean waitForAwaitsEndAlways;

  /** §10.29 §10.73 §10.74 §10.75 */
  final boolean waitForGivesOutcome;

  /** §10.51 §10.78 */
  final boolean groupTakesBackAtEnd;

  /** §10.54 */
  final boolean groupAsksAgain;

  /** §10.55 §10.79 */
  final boolean groupHearsLater;

  /** §10.33 §10.34 */
  final boolean asCompletedStartsAtCall;

  /** §10.38 §10.80 */
  final boolean zeroSleepYields;

  /** §10.37 §10.80 */
  final boolean pastSleepYields;

  /** §10.81 §10.82 */
  final boolean threadsafeTellsBaseExceptions;

  /** §10.86 */
  final boolean closeLeavesGroup;

  /** §10.87 */
  final boolean bridgesAtOnce;

  /** §11.1 §11.4 §11.5 */
  final boolean lockPassesOn;

  /** §11.8 §11.9 §11.33 */
  final boolean conditionInsists;

  /** §11.8 §11.33 */
  final boolean conditionKeepsLast;

  /** §11.10 */
  final boolean conditionPassesOn;

  /** §11.16 §11.30 */
  final boolean semaphoreLooksAgain;

  /** §11.30 §11.31 */
  final boolean semaphoreHoldsBack;

  /** §11.13 §11.14 §11.31 */
  final boolean semaphoreHandsOver;

  /** §11.15 §11.32 */
  final boolean semaphoreHandsOnAll;

  /** §11.24 to §11.26 */
  final boolean queueWakesOnly;

  Versions(PythonVersion version) {
    this.version = version;
    minor = version.minor();
    gatherKeepsCancel = minor >= 6;
    gatherAsksChildren = minor >= 5;
    gatherCountsDone = minor >= 12;
    gatherHearsOnce = minor >= 7;
    shieldReports = minor >= 14;
    shieldSilences = minor < 14;
    shieldRemovesCallback = minor >= 7;
    waitRemovesCallbacks = minor >= 7;
    waitRefusesCoroutines = minor >= 11;
    waitForUsesTimeout = minor >= 12;
    waitForKnowsNoTime = minor >= 7;
    waitForAwaitsEnd = minor >= 7;
    waitForAwaitsEndAlways = minor >= 8;
    waitForGivesOutcome = minor >= 9;
    groupTakesBackAtEnd = minor >= 13;
    groupAsksAgain = minor >= 13;
    groupHearsLater = minor >= 14;
    asCompletedStartsAtCall = minor >= 13;
    zeroSleepYields = minor >= 6;
    pastSleepYields = minor >= 7;
    threadsafeTellsBaseExceptions = minor >= 8;
    closeLeavesGroup = minor >= 15;
    bridgesAtOnce = minor >= 15;
    lockPassesOn = minor >= 6;
    conditionInsists = minor >= 6;
    conditionKeepsLast = minor >= 13;
    conditionPassesOn = minor >= 13;
    semaphoreLooksAgain = minor >= 6;
    semaphoreHoldsBack = minor >= 9;
    semaphoreHandsOver = minor >= 10;
    semaphoreHandsOnAll = minor >= 13;
    queueWakesOnly = minor >= 5;
  }

  /**
   * §10.63: refuses what this Python does not have.
   *
   * @param since the minor version of Python 3 that brought it
   * @throws UnsupportedOperationException if that came later than this one
   */
  void require(String what, int since) {
    if (minor < since) {
      throw new UnsupportedOperationException(
          what + " came with Python 3." + since + ", and this runtime follows Python " + version.number()
              + ": create the runtime with a later PythonVersion");
    }
  }
}
