----------------------- MODULE AsyncioTaskProperties -----------------------
(* What must hold of AsyncioTask; the models say which of it, and where it does not. *)
EXTENDS AsyncioTask

TypeOK == state \in States

-----------------------------------------------------------------------------
\* Where a task is

Queued(t) == {p \in UNION {{<<l, i>> : i \in DOMAIN state.ready[l]} : l \in Loops} : state.ready[p[1]][p[2]].run = t}
EntryAt(p) == state.ready[p[1]][p[2]]
Held(t, x) == {i \in DOMAIN state.callbacks[x] : state.callbacks[x][i] = t}
Runs(t) == \E i \in DOMAIN state.running : state.running[i] = t
IsOnce(set) == Cardinality(set) = 1

Scheduled(t) ==
  /\ state.waiter[t] = None
  /\ IsOnce(Queued(t)) /\ \A p \in Queued(t) : EntryAt(p).of = None

Waiting(t) ==
  LET x == state.waiter[t] IN
    /\ x # None
    /\ \/ IsOnce(Held(t, x)) /\ Queued(t) = {}
       \/ Held(t, x) = {} /\ IsOnce(Queued(t)) /\ \A p \in Queued(t) : EntryAt(p).of = x

IsInOnePlace == \* §5.6
  \A t \in Tasks : Exists(state, t) =>
    IsOnce({p \in {<<"done", Done(state, t)>>, <<"runs", Runs(t)>>,
                   <<"scheduled", ~Done(state, t) /\ ~Runs(t) /\ Scheduled(t)>>,
                   <<"waiting", ~Done(state, t) /\ ~Runs(t) /\ Waiting(t)>>} : p[2]})

NoStepOfDone == \* §3.1
  \A t \in Tasks : Done(state, t) => Queued(t) = {} /\ ~Runs(t)

WakesOnlyWhoWaits == \* §5.6
  \A x \in Awaitables, t \in Tasks : Held(t, x) # {} => state.waiter[t] = x

NobodyAwaitsItself == \* §4.4
  \A t \in Tasks : state.waiter[t] # t

StepsOnItsOwnLoop == \* §4.3
  \A t \in Tasks : \A p \in Queued(t) : p[1] = LoopOf(t)

NothingIsLeftBehind == \* §2.8 §3.17
  /\ \A i, j \in DOMAIN state.running : state.running[i] = state.running[j] => i = j
  /\ \A t \in Tasks : ~Runs(t) => state.raised[t] = "nothing"

-----------------------------------------------------------------------------
\* Requests

RequestIsOnItsWay == \* §3.2 §6.3; the exception is §4.6 when it meets §6.9
  \A t \in Tasks : state.must[t] /\ Pending(state, t) /\ ~Runs(t) => Queued(t) # {} \/ LeadsIntoCycle(state, t)

FlagIsCounted == \* §6.6
  MaxCount > 0 => \A t \in Tasks : state.must[t] => state.count[t] > 0

StepBegins(t) == ~Runs(t) /\ \E i \in DOMAIN state'.running : state'.running[i] = t

RequestIsDelivered == \* §3.2
  [][\A t \in Tasks : StepBegins(t) /\ state.must[t] => state'.raised[t] = "cancelled" /\ ~state'.must[t]]_state

RequestIsNotDropped == \* §3.2, §3.10 or §3.20, §4.6, §6.6
  [][\A t \in Tasks : state.must[t] /\ ~state'.must[t] =>
       \/ StepBegins(t)
       \/ state'.outcome[t] \in {"cancelled", "cancelledError"}
       \/ MaxCount > 0 /\ state'.count[t] = 0
       \/ /\ state'.waiter[t] # None
          /\ LET x == Down(state, state'.waiter[t], Cardinality(Tasks)) \* as it was, before the request went down
             IN state'.outcome[x] = "cancelled" \/ (x \in Tasks /\ state'.must[x])]_state

RequestInLastStepIsNotLost == \* §3.10 or §3.20
  [][\A t \in Tasks : state.must[t] /\ Runs(t) => state'.outcome[t] # "result"]_state

RequestInLastStepCancels == \* §3.10: the task has not failed, unless its coroutine has
  [][\A t \in Tasks : state.must[t] /\ Runs(t) /\ Done(state', t) => state'.outcome[t] \in {"cancelled"} \cup Errors]_state

RequestTakenBackIsNotDelivered == \* §6.6
  [][\A t \in Tasks : MaxCount > 0 /\ state.must[t] /\ StepBegins(t) => state.count[t] > 0]_state

-----------------------------------------------------------------------------
\* Order

DoneIsFinal == \* §1.1
  [][\A x \in Awaitables : Done(state, x) => state'.outcome[x] = state.outcome[x]]_state

IsPrefix(a, b) == Len(a) <= Len(b) /\ SubSeq(b, 1, Len(a)) = a

NothingOvertakes == \* §8.6
  [][\A l \in Loops :
       \/ IsPrefix(state.ready[l], state'.ready[l])
       \/ state.ready[l] # <<>> /\ state.running = <<>> /\ IsPrefix(Tail(state.ready[l]), state'.ready[l])]_state

CallbacksInOrder == \* §1.4: what was registered stands in the queue in that order once the future is done
  [][\A x \in Awaitables : Pending(state, x) /\ state'.outcome[x] \in Outcomes =>
       LET now == SelectSeq(state'.ready[LoopOf(x)], LAMBDA entry : entry.of = x)
       IN IsPrefix(state.callbacks[x], [i \in DOMAIN now |-> now[i].run])]_state

-----------------------------------------------------------------------------
\* What comes at last, if the loops go on and coroutines end their steps

WokenTaskSteps == \* §5.5 §5.6
  \A t \in Tasks : (state.waiter[t] # None /\ Done(state, state.waiter[t])) ~> state.waiter[t] = None

ScheduledTaskSteps == \* §8.1
  \A t \in Tasks : (Pending(state, t) /\ Queued(t) # {}) ~> Runs(t)

\* Coroutines that let go: a CancelledError that was raised in one leaves it.
LetsGo ==
  \A t \in Tasks : Resumed(state, t) /\ state.raised[t] = "cancelled" /\ ~Resumed(state', t) => state'.outcome[t] = "cancelled"

LettingGoSpec == Init /\ [][Next /\ LetsGo]_state /\ Fairness

IsAsked(t) == Pending(state, t) /\ (state.must[t] \/ (state.waiter[t] # None /\ state.outcome[state.waiter[t]] = "cancelled"))

RequestEndsTask == \* §3.2 §6.2 §6.3
  \A t \in Tasks : IsAsked(t) ~> (Done(state, t) \/ LeadsIntoCycle(state, t))
=============================================================================
