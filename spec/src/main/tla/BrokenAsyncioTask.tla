------------------------- MODULE BrokenAsyncioTask -------------------------
(***************************************************************************)
(* Mistakes that an implementation could make. Each definition takes the   *)
(* place of the one of AsyncioTask that its name begins with; models.json  *)
(* says which property then fails.                                         *)
(***************************************************************************)
EXTENDS MCAsyncioTask

ResumeKeepsFlag(s, t, what) == \* against §3.2
  LET raised == IF s.must[t] THEN "cancelled" ELSE what
  IN [s EXCEPT !.waiter[t] = None, !.running = Append(@, t), !.raised[t] = raised]

ResumeForgetsRequest(s, t, what) == \* against §3.2: what was to be delivered wins
  LET raised == IF s.must[t] /\ what = "nothing" THEN "cancelled" ELSE what
  IN [s EXCEPT !.must[t] = FALSE, !.waiter[t] = None, !.running = Append(@, t), !.raised[t] = raised]

ResumeKeepsWaiter(s, t, what) == \* against §3.4
  LET raised == IF s.must[t] THEN "cancelled" ELSE what
  IN [s EXCEPT !.must[t] = FALSE, !.running = Append(@, t), !.raised[t] = raised]

CompleteLosesCallbacks(s, x, how) == \* against §1.4
  [s EXCEPT !.outcome[x] = how, !.callbacks[x] = <<>>]

CompleteKeepsCallbacks(s, x, how) == \* against §1.4
  LET its == s.callbacks[x]
  IN Schedule([s EXCEPT !.outcome[x] = how], LoopOf(x), [i \in DOMAIN its |-> CallOf(its[i], x)])

CompleteReversed(s, x, how) == \* against §1.4
  LET its == s.callbacks[x]
      n == Len(its)
  IN Schedule([s EXCEPT !.outcome[x] = how, !.callbacks[x] = <<>>], LoopOf(x), [i \in DOMAIN its |-> CallOf(its[n + 1 - i], x)])

CompleteStepsAtOnce(s, x, how) == \* against §5.2: the wakeups jump the queue
  LET its == s.callbacks[x]
  IN [s EXCEPT !.outcome[x] = how, !.callbacks[x] = <<>>, !.ready[LoopOf(x)] = [i \in DOMAIN its |-> CallOf(its[i], x)] \o @]

AddCallbackAfterTheEnd(s, x, c) == \* against §1.6: nobody calls it any more
  [s EXCEPT !.callbacks[x] = Append(@, c)]

RemoveCallbackTakesWakeup(s, x, c) == \* against §1.7: the first one, whoever it is
  [s EXCEPT !.callbacks[x] = IF @ = <<>> THEN @ ELSE Tail(@)]

PassesOnNever(s, x) == FALSE \* against §6.2: a waiting task gets the flag, and sleeps on

CancelAlongWithFlag(s, x) == \* against §6.2: the request goes down, and stays
  LET last == Down(s, x, Cardinality(Tasks))
      flagged == [s EXCEPT !.must = [t \in Tasks |-> @[t] \/ t = x]]
  IN IF last \in Futures THEN Complete(flagged, last, "cancelled") ELSE [flagged EXCEPT !.must[last] = TRUE]

TakesCancelAlways(s, x) == Exists(s, x) \* against §6.1: a done one too

UncancelKeepsFlag(s, t) == \* against §6.6
  IF s.count[t] = 0 THEN s ELSE [s EXCEPT !.count[t] = @ - 1]

UncancelBelowZero(s, t) == \* against §6.5
  [s EXCEPT !.count[t] = @ - 1, !.must[t] = @ /\ s.count[t] > 1]

EndByReturnLosesRequest(s, t) == EndWith(s, t, "result") \* against §3.10

ScheduleStepTwice(s, t, entry) == Schedule(s, LoopOf(t), <<entry, entry>>) \* against §4.8

ScheduleStepInFront(s, t, entry) == [s EXCEPT !.ready[LoopOf(t)] = <<entry>> \o @] \* against §4.8 and §8.6

IsRefusedIfForeign(t, x) == LoopOf(x) # LoopOf(t) \* against §4.4: itself is taken

IsRefusedIfItself(t, x) == x = t \* against §4.3: the future of another loop is taken

PassRequestOnKeepsFlag(s, t, x) == \* against §4.6: delivered twice
  IF ~s.must[t] \/ LeadsIntoCycle(s, x) THEN s ELSE Cancel(s, x)

PassRequestOnForgets(s, t, x) == [s EXCEPT !.must[t] = FALSE] \* against §4.6

PassRequestOnNever(s, t, x) == s \* against §4.6

PassRequestOnWhateverComes(s, t, x) == \* against §4.6: the flag goes though the waiter is done
  IF ~s.must[t] \/ LeadsIntoCycle(s, x) THEN s ELSE Cancel([s EXCEPT !.must[t] = FALSE], x)

LeaveTwice(s, t) == \* against §2.7: the one behind it goes too
  [s EXCEPT !.running = SubSeq(@, 1, IF Len(@) > 1 THEN Len(@) - 2 ELSE 0), !.raised[t] = "nothing"]

IsLostAlways(s, entry) == \* against §5.5: a fatal error leaves the wakeup
  entry.run \in Tasks /\ entry.of # None /\ s.outcome[entry.of] = "fatal"
=============================================================================
