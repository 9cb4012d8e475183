package io.github.aiotask.asyncio;

import io.github.aiotask.PythonVersion;

/** What differs between Python versions in asyncio's functions: one switch for each rule that came or went. */
final class Versions {
  private final PythonVersion version;
  private final int minor;

  /** §10.10 §10.11 */
  final boolean gatherKeepsCancel;

  /** §10.9 */
  final boolean gatherAsksChildren;

  /** §10.13 §10.14 */
  final boolean gatherCountsDone;

  /** §10.18 §10.19 */
  final boolean shieldReports;

  /** §10.22 §10.23 */
  final boolean waitRemovesCallbacks;

  /** §10.24 §10.25 */
  final boolean waitRefusesCoroutines;

  /** §10.28 §10.29 §10.30 */
  final boolean waitForUsesTimeout;

  /** §10.33 §10.34 */
  final boolean asCompletedStartsAtCall;

  /** §10.37 §10.38 */
  final boolean zeroSleepYields;

  /** §10.86 */
  final boolean closeLeavesGroup;

  /** §10.87 */
  final boolean bridgesAtOnce;

  /** §11.1 §11.4 §11.5 */
  final boolean lockPassesOn;

  /** §11.8 §11.9 */
  final boolean conditionInsists;

  /** §11.10 */
  final boolean conditionPassesOn;

  /** §11.13 to §11.16 */
  final boolean semaphoreHandsOver;

  /** §11.24 to §11.26 */
  final boolean queueWakesOnly;

  Versions(PythonVersion version) {
    this.version = version;
    minor = version.minor();
    gatherKeepsCancel = minor >= 6;
    gatherAsksChildren = minor >= 5;
    gatherCountsDone = minor >= 12;
    shieldReports = minor >= 14;
    waitRemovesCallbacks = minor >= 7;
    waitRefusesCoroutines = minor >= 11;
    waitForUsesTimeout = minor >= 12;
    asCompletedStartsAtCall = minor >= 13;
    zeroSleepYields = minor >= 7;
    closeLeavesGroup = minor >= 15;
    bridgesAtOnce = minor >= 15;
    lockPassesOn = minor >= 7;
    conditionInsists = minor >= 7;
    conditionPassesOn = minor >= 13;
    semaphoreHandsOver = minor >= 11;
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
