---------------------------- MODULE AsyncioTask ----------------------------
(***************************************************************************)
(* The tasks of one loop: how they are stepped, wait, wake and are         *)
(* cancelled. A definition cites the rules of spec/README.md that it       *)
(* states.                                                                 *)
(*                                                                         *)
(* Coroutines are open: a step may do whatever a program could. What a     *)
(* step delivers (a value, an error, a CancelledError) is therefore left   *)
(* out, since the coroutine may answer anything with anything.             *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Tasks,
  Futures,  \* those that are no tasks
  None,     \* no task, no future
  Modern    \* TRUE: Python 3.14, FALSE: Python 3.4

Awaitables == Tasks \cup Futures

ASSUME
  /\ IsFiniteSet(Awaitables) /\ Tasks \cap Futures = {}
  /\ None \notin Awaitables
  /\ Modern \in BOOLEAN

VARIABLES
  outcome,     \* of each task and future
  wakeups,     \* of each task and future: the tasks to wake when it is done, in the order of registration
  ready,       \* the ready queue: steps and wakeups
  waiter,      \* of each task: what it waits for
  mustCancel,  \* of each task: the flag
  current      \* the running task

vars == <<outcome, wakeups, ready, waiter, mustCancel, current>>

Step(t) == [task |-> t, from |-> None]
Wakeup(t, x) == [task |-> t, from |-> x]

TypeOK ==
  /\ outcome \in [Awaitables -> {"pending", "cancelled", "result", "exception"}]
  /\ \A x \in Awaitables : wakeups[x] \in Seq(Tasks)
  /\ ready \in Seq([task : Tasks, from : Awaitables \cup {None}])
  /\ waiter \in [Tasks -> Awaitables \cup {None}]
  /\ mustCancel \in [Tasks -> BOOLEAN]
  /\ current \in Tasks \cup {None}

Orders == {s \in [1 .. Cardinality(Tasks) -> Tasks] : \A i, j \in DOMAIN s : s[i] = s[j] => i = j}

Init == \* §1.1 §2.2 §2.3: every task is created, in any order, and none has run
  /\ outcome = [x \in Awaitables |-> "pending"]
  /\ wakeups = [x \in Awaitables |-> <<>>]
  /\ \E s \in Orders : ready = [i \in DOMAIN s |-> Step(s[i])]
  /\ waiter = [t \in Tasks |-> None]
  /\ mustCancel = [t \in Tasks |-> FALSE]
  /\ current = None

-----------------------------------------------------------------------------
\* Futures

Done(x) == outcome[x] # "pending"

Complete(x, how) == \* §1.4 §5.1 §5.2
  /\ outcome' = [outcome EXCEPT ![x] = how]
  /\ ready' = ready \o [i \in DOMAIN wakeups[x] |-> Wakeup(wakeups[x][i], x)]
  /\ wakeups' = [wakeups EXCEPT ![x] = <<>>]

AddWakeup(x, t) == \* §1.5, and §1.6 for a future that is done
  IF Done(x)
    THEN ready' = Append(ready, Wakeup(t, x)) /\ UNCHANGED wakeups
    ELSE wakeups' = [wakeups EXCEPT ![x] = Append(@, t)] /\ UNCHANGED ready

-----------------------------------------------------------------------------
\* Cancel

PassesOn(x) == x \in Tasks /\ waiter[x] # None /\ ~Done(waiter[x]) \* §6.2

RECURSIVE Down(_, _)
Down(x, hops) == IF hops > 0 /\ PassesOn(x) THEN Down(waiter[x], hops - 1) ELSE x

Last(x) == Down(x, Cardinality(Tasks)) \* §6.2 §6.8: where a cancel of x arrives

LeadsIntoCycle(x) == PassesOn(Last(x)) \* §6.9: more hops than tasks

TakesCancel(x) == ~Done(x) /\ ~LeadsIntoCycle(x) \* §1.9 §6.1 §6.9

Cancel(x, flags) == \* the flags are those before the cancel
  CASE ~TakesCancel(x) -> \* §6.1 §6.9
         mustCancel' = flags /\ UNCHANGED <<outcome, wakeups, ready>>
    [] TakesCancel(x) /\ Last(x) \in Futures -> \* §1.9 §6.2
         mustCancel' = flags /\ Complete(Last(x), "cancelled")
    [] TakesCancel(x) /\ Last(x) \in Tasks -> \* §6.3
         mustCancel' = [flags EXCEPT ![Last(x)] = TRUE] /\ UNCHANGED <<outcome, wakeups, ready>>

-----------------------------------------------------------------------------
\* A step: begun by the loop, ended by the coroutine

BeginStep == \* §3.2 §3.4 §3.5 §3.6, in the order of §8.6
  /\ current = None
  /\ ready # <<>>
  /\ LET t == Head(ready).task IN
       /\ current' = t
       /\ waiter' = [waiter EXCEPT ![t] = None]
       /\ mustCancel' = [mustCancel EXCEPT ![t] = FALSE]
  /\ ready' = Tail(ready)
  /\ UNCHANGED <<outcome, wakeups>>

Resumed(t) == current = t /\ waiter[t] = None \* the coroutine runs

EndStep == current' = None \* §3.16 §3.17

Return(t) == \* §3.9, and §3.10 with the flag set
  /\ Resumed(t)
  /\ IF Modern /\ mustCancel[t]
       THEN Complete(t, "cancelled") /\ mustCancel' = [mustCancel EXCEPT ![t] = FALSE]
       ELSE Complete(t, "result") /\ UNCHANGED mustCancel
  /\ EndStep
  /\ UNCHANGED waiter

Raise(t) == \* §3.11 §3.14
  /\ Resumed(t)
  /\ \E how \in {"cancelled", "exception"} : Complete(t, how)
  /\ EndStep
  /\ UNCHANGED <<waiter, mustCancel>>

Yield(t) == \* §4.8; a yield that is answered with an error schedules a step just so (§4.11)
  /\ Resumed(t)
  /\ ready' = Append(ready, Step(t))
  /\ EndStep
  /\ UNCHANGED <<outcome, wakeups, waiter, mustCancel>>

Await(t, x) == \* §4.5; only a handshake made by hand yields what is done (§1.15)
  /\ Resumed(t)
  /\ ~(Modern /\ x = t) \* §4.4: that is a yield with an answer
  /\ AddWakeup(x, t)
  /\ waiter' = [waiter EXCEPT ![t] = x]
  /\ IF mustCancel[t] /\ ~Done(x) THEN UNCHANGED current ELSE EndStep
  /\ UNCHANGED <<outcome, mustCancel>>

PassRequestOn(t) == \* §4.6: the second half of an await with the flag set; §4.12 if there is a cycle
  /\ current = t
  /\ waiter[t] # None
  /\ Cancel(waiter[t], [mustCancel EXCEPT ![t] = ~TakesCancel(waiter[t])])
  /\ EndStep
  /\ UNCHANGED waiter

-----------------------------------------------------------------------------
\* What code does in passing: a coroutine in its step, or another callback of the loop between steps

CodeRuns == \A t \in Tasks : current = t => Resumed(t)

SetResult(f) == \* §1.2
  /\ CodeRuns
  /\ ~Done(f)
  /\ Complete(f, "result")
  /\ UNCHANGED <<waiter, mustCancel, current>>

RequestCancel(x) == \* §1.9 §6.1 §6.2 §6.3
  /\ CodeRuns
  /\ Cancel(x, mustCancel)
  /\ UNCHANGED <<waiter, current>>

Next ==
  \/ BeginStep
  \/ \E t \in Tasks : Return(t) \/ Raise(t) \/ Yield(t) \/ PassRequestOn(t)
  \/ \E t \in Tasks, x \in Awaitables : Await(t, x)
  \/ \E f \in Futures : SetResult(f)
  \/ \E x \in Awaitables : RequestCancel(x)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
\* What holds

Queued(t) == {i \in DOMAIN ready : ready[i].task = t}
Held(t, x) == {i \in DOMAIN wakeups[x] : wakeups[x][i] = t}
IsOnce(set) == Cardinality(set) = 1

Scheduled(t) ==
  /\ waiter[t] = None
  /\ IsOnce(Queued(t)) /\ \A i \in Queued(t) : ready[i] = Step(t)

Waiting(t) ==
  /\ waiter[t] # None
  /\ \/ IsOnce(Held(t, waiter[t])) /\ Queued(t) = {}
     \/ Held(t, waiter[t]) = {} /\ IsOnce(Queued(t)) /\ \A i \in Queued(t) : ready[i] = Wakeup(t, waiter[t])

IsInOnePlace == \* §5.6
  \A t \in Tasks : IsOnce({p \in {<<"done", Done(t)>>, <<"running", Resumed(t)>>,
                                  <<"scheduled", Scheduled(t)>>, <<"waiting", Waiting(t)>>} : p[2]})

WakesOnlyWhoWaits == \* §5.6
  \A x \in Awaitables, t \in Tasks : Held(t, x) # {} => waiter[t] = x

NoStepOfDone == \* §3.1
  \A t \in Tasks : Done(t) => Queued(t) = {} /\ current # t

NobodyAwaitsItself == \* §4.4
  Modern => \A t \in Tasks : waiter[t] # t

RequestIsOnItsWay == \* §3.2 §6.3; the exception is §4.6 when it meets §6.9
  \A t \in Tasks : mustCancel[t] /\ ~Done(t) /\ current # t => Queued(t) # {} \/ LeadsIntoCycle(t)

DoneIsFinal == \* §1.1
  [][\A x \in Awaitables : Done(x) => outcome'[x] = outcome[x]]_vars

StepTakesRequest == \* §3.2
  [][\A t \in Tasks : current # t /\ current' = t => ~mustCancel'[t]]_vars

RequestIsNotDropped == \* §3.2, §3.10, §4.6
  [][\A t \in Tasks : mustCancel[t] /\ ~mustCancel'[t] =>
       \/ current' = t
       \/ outcome'[t] = "cancelled"
       \/ LET x == Last(waiter[t]) IN IF x \in Tasks THEN mustCancel'[x] ELSE outcome'[x] = "cancelled"]_vars

RequestInLastStepIsNotLost == \* §3.10
  [][\A t \in Tasks : mustCancel[t] /\ current = t => outcome'[t] # "result"]_vars
=============================================================================
