package io.github.aiotask.impl;

import io.github.aiotask.PythonVersion;

/**
 * What differs between Python versions: one switch for each rule that came or went, and the minor version where it did. A
 * further version is one more constant in {@link PythonVersion}.
 */
final class VersionRules {

  /** §4.1 §4.2 */
  final boolean acceptsForeignFutures;

  /** §4.3 */
  final boolean checksLoop;

  /** §4.4 */
  final boolean checksSelfAwait;

  /** §3.7 §3.8 */
  final boolean sendsValues;

  /** §1.10 */
  final boolean cancelSilences;

  /** §8.9 §8.10 */
  final boolean stopsAfterIteration;

  /** §8.27 */
  final boolean takesStopBack;

  /** §8.26 */
  final boolean refusesBeforeAll;

  /** §8.11 */
  final boolean asksBeforeStop;

  /** §8.15 */
  final boolean checksCallbacksAlways;

  /** §8.17 */
  final boolean oneLoopPerThread;

  /** §3.5 §3.6 §3.16 §3.17 */
  final boolean guardsRunningTask;

  /** §3.21 */
  final boolean guardsOutcome;

  /** §7.1 §7.2 */
  final boolean forgetsDone;

  /** §1.8 §2.5 §3.19 */
  final boolean hasContexts;

  /** §3.10 */
  final boolean cancelsOnReturn;

  /** §3.20, unless §3.10 */
  final boolean failsOnReturn;

  /** §3.14 §5.4 §5.5 §8.7 §8.8; §3.15 follows: a CANCELLED escapes in neither case */
  final boolean baseExceptionEscapes;

  /** §1.13 §3.3 §6.7 */
  final boolean hasMessages;

  /** §1.14 §3.12 */
  final boolean keepsCancelledError;

  /** §6.4 §6.5 §9.5 §9.6 */
  final boolean countsCancels;

  /** §2.6 to §2.9 */
  final boolean startsEagerly;

  /** §8.19 */
  final boolean handlerInContext;

  /** §6.6 */
  final boolean uncancelClearsFlag;

  /** §1.18, unless §1.3 */
  final boolean refusesStopIteration;

  /** §1.3 */
  final boolean replacesStopIteration;

  VersionRules(PythonVersion version) {
    int minor = version.minor();
    acceptsForeignFutures = minor >= 5;
    checksLoop = minor >= 5;
    checksSelfAwait = minor >= 6;
    sendsValues = minor < 6;
    cancelSilences = minor >= 6;
    stopsAfterIteration = minor >= 6;
    takesStopBack = minor >= 6;
    refusesBeforeAll = minor >= 7;
    asksBeforeStop = minor >= 7;
    checksCallbacksAlways = minor < 6;
    oneLoopPerThread = minor >= 6;
    guardsRunningTask = minor >= 7;
    guardsOutcome = minor >= 7;
    forgetsDone = minor >= 7;
    hasContexts = minor >= 7;
    cancelsOnReturn = minor >= 8;
    failsOnReturn = minor >= 6;
    baseExceptionEscapes = minor < 8;
    hasMessages = minor >= 9;
    keepsCancelledError = minor >= 11;
    countsCancels = minor >= 11;
    startsEagerly = minor >= 12;
    handlerInContext = minor >= 12;
    uncancelClearsFlag = minor >= 13;
    refusesStopIteration = minor >= 5;
    replacesStopIteration = minor >= 13;
  }
}
