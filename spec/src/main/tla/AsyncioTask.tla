---------------------------- MODULE AsyncioTask ----------------------------
(***************************************************************************)
(* The tasks of asyncio: how they are created, stepped, wait, wake, are    *)
(* cancelled and end. A definition cites the rules of spec/README.md that  *)
(* it states.                                                              *)
(*                                                                         *)
(* A future is an outcome to come, with callbacks that are called when it  *)
(* is there. A loop is a queue of callbacks, on one thread. A coroutine is *)
(* code that runs up to a yield, and on from there when it is resumed. A   *)
(* task is a future, the outcome of its coroutine; it runs it in steps.    *)
(* The loop begins a step: it takes the first entry of its ready queue and *)
(* resumes the coroutine. A coroutine that awaits a future ends its step   *)
(* by it: the task then waits, as one of the future's callbacks, which is  *)
(* its wakeup. To cancel a task is to cancel what it waits for; a task     *)
(* that does not wait gets a flag, and its next step raises.               *)
(*                                                                         *)
(* Coroutines are open: what a step does, and how it ends, is any choice   *)
(* that a program could make. So is what other callbacks do between two    *)
(* steps.                                                                  *)
(*                                                                         *)
(* What Python changed is a condition on Version where it shows, with the  *)
(* rule that came or went and when; 5 is 3.5.                              *)
(*                                                                         *)
(* The module has three parts: what the state is; what asyncio's           *)
(* operations make of a state, as functions from state to state; and what  *)
(* can happen, as actions. What must hold is in AsyncioTaskProperties.     *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Tasks,
  Futures,    \* those that are no tasks
  None,       \* no task, no future
  Version     \* of Python: 14 is 3.14

CONSTANTS     \* features: what they add can be left out
  Callbacks,  \* what a program may add to a future; {}: nothing
  MaxCount,   \* how many requests are counted (§6.4: from 3.11); 0: none is
  Creates,    \* TRUE: code creates the tasks, FALSE: they are there from the start
  Elsewhere,  \* the tasks and futures of a second loop; {}: there is one loop
  Fatal,      \* TRUE: there are errors that end a run of the loop (§3.13)
  Observed    \* TRUE: the state says what the last action told an observer (§9.9)

Awaitables == Tasks \cup Futures

ASSUME
  /\ IsFiniteSet(Awaitables \cup Callbacks)
  /\ Tasks \cap Futures = {} /\ Tasks \cap Callbacks = {}
  /\ None \notin Awaitables \cup Callbacks
  /\ Elsewhere \subseteq Awaitables
  /\ Version \in 4 .. 15
  /\ MaxCount \in Nat /\ (MaxCount > 0 => Version >= 11) \* §6.4
  /\ {Creates, Fatal, Observed} \subseteq BOOLEAN

Loops == IF Elsewhere = {} THEN {"main"} ELSE {"main", "second"}
LoopOf(x) == \* §4.3 §5.1: a future's callbacks are scheduled on its loop, a task's steps on the task's
  IF x \in Elsewhere THEN "second" ELSE "main"

-----------------------------------------------------------------------------
\* The state

VARIABLE state

Outcomes == \* §1.1 §3.13
  {"result", "error", "cancelled"} \cup (IF Fatal THEN {"fatal"} ELSE {})
    \cup (IF Version \in 6 .. 7 THEN {"cancelledError"} ELSE {}) \* §3.20: it has failed, by a CancelledError

Errors == \* §1.2 §3.13 §3.14: what code raises, or sets
  Outcomes \cap {"error", "fatal"}

\* An entry of a ready queue.
Step(t) == [run |-> t, of |-> None, raises |-> FALSE]     \* §2.2 §4.8
ErrorStep(t) == [run |-> t, of |-> None, raises |-> TRUE] \* §4.11
CallOf(c, x) == [run |-> c, of |-> x, raises |-> FALSE]   \* of a callback c of x; §5.1: a task stands for its wakeup

Entries == [run : Tasks \cup Callbacks, of : Awaitables \cup {None}, raises : BOOLEAN]

States ==
  [outcome : [Awaitables -> {"none", "pending"} \cup Outcomes], \* "none": not created
   callbacks : [Awaitables -> Seq(Tasks \cup Callbacks)],       \* in the order of registration, §1.4
   ready : [Loops -> Seq(Entries)],                             \* the ready queues, §8.6
   waiter : [Tasks -> Awaitables \cup {None}],                  \* what a task waits for, §4.5
   must : [Tasks -> BOOLEAN],                                   \* the flag: its next step raises a CancelledError, §3.2
   count : [Tasks -> 0 .. MaxCount],                            \* the requests, §6.4
   running : Seq(Tasks),                                        \* the running task, last; behind it who started it eagerly
   raised : [Tasks -> {"nothing", "error", "cancelled"}],       \* in a running coroutine by its step
   told : Seq(Seq(Tasks \cup Futures \cup STRING))]             \* to the observer by the last action

Orders == {s \in [1 .. Cardinality(Tasks) -> Tasks] : \A i, j \in DOMAIN s : s[i] = s[j] => i = j}

Initial(order) == \* §1.1 §2.2 §2.3: the tasks that are there were created in some order, and none has run
  [outcome |-> [x \in Awaitables |-> IF x \in Tasks /\ Creates THEN "none" ELSE "pending"],
   callbacks |-> [x \in Awaitables |-> <<>>],
   ready |-> [l \in Loops |->
     IF Creates THEN <<>>
     ELSE LET its == SelectSeq(order, LAMBDA t : LoopOf(t) = l) IN [i \in DOMAIN its |-> Step(its[i])]],
   waiter |-> [t \in Tasks |-> None],
   must |-> [t \in Tasks |-> FALSE],
   count |-> [t \in Tasks |-> 0],
   running |-> <<>>,
   raised |-> [t \in Tasks |-> "nothing"],
   told |-> <<>>]

Exists(s, x) == s.outcome[x] # "none"
Done(s, x) == s.outcome[x] \in Outcomes    \* §1.1
Pending(s, x) == s.outcome[x] = "pending"  \* §1.1

Resumed(s, t) == \* §7.4: its coroutine is what runs
  s.running # <<>> /\ s.running[Len(s.running)] = t
CodeRuns(s, t) == \* §7.4: the task whose code runs; None: another callback of a loop
  IF t = None THEN s.running = <<>> ELSE Resumed(s, t)

Tell(s, event) == IF Observed THEN [s EXCEPT !.told = Append(@, event)] ELSE s \* §9.9

-----------------------------------------------------------------------------
\* Futures

Schedule(s, l, entries) == [s EXCEPT !.ready[l] = @ \o entries] \* §8.6

Complete(s, x, how) == \* §1.4 §5.1 §5.2
  LET its == s.callbacks[x]
      done == [s EXCEPT !.outcome[x] = how, !.callbacks[x] = <<>>]
  IN Tell(Schedule(done, LoopOf(x), [i \in DOMAIN its |-> CallOf(its[i], x)]), <<"done", x, how>>)

AddCallback(s, x, c) == \* §1.5, and §1.6 for a future that is done
  IF Done(s, x) THEN Schedule(s, LoopOf(x), <<CallOf(c, x)>>) ELSE [s EXCEPT !.callbacks[x] = Append(@, c)]

RemoveCallback(s, x, c) == [s EXCEPT !.callbacks[x] = SelectSeq(@, LAMBDA other : other # c)] \* §1.7

-----------------------------------------------------------------------------
\* Cancel

PassesOn(s, x) == x \in Tasks /\ s.waiter[x] # None /\ Pending(s, s.waiter[x]) \* §6.2

RECURSIVE Down(_, _, _)
Down(s, x, hops) == \* §6.2: where a request goes
  IF hops > 0 /\ PassesOn(s, x) THEN Down(s, s.waiter[x], hops - 1) ELSE x

LeadsIntoCycle(s, x) == PassesOn(s, Down(s, x, Cardinality(Tasks))) \* §6.9: more hops than tasks

Counted(s, t) == IF MaxCount > 0 THEN [s EXCEPT !.count[t] = @ + 1] ELSE s \* §6.4

RECURSIVE CancelAlong(_, _)
CancelAlong(s, x) ==
  IF x \in Futures THEN Complete(s, x, "cancelled") \* §1.9
  ELSE LET asked == Tell(Counted(s, x), <<"cancelRequested", x>>)
       IN IF PassesOn(s, x)
            THEN CancelAlong(asked, s.waiter[x])    \* §6.2
            ELSE [asked EXCEPT !.must[x] = TRUE]    \* §6.3

TakesCancel(s, x) == Pending(s, x) /\ ~LeadsIntoCycle(s, x) \* §1.9 §6.1 §6.9

Cancel(s, x) == \* §6.1 §6.2 §6.3
  IF TakesCancel(s, x) THEN CancelAlong(s, x) ELSE s

Uncancel(s, t) == \* §6.5; what it makes of the flag is §6.6, from 3.13
  IF s.count[t] = 0 THEN s
  ELSE [s EXCEPT !.count[t] = @ - 1, !.must[t] = @ /\ (Version >= 13 => s.count[t] > 1)]

-----------------------------------------------------------------------------
\* A step begins

What(s, entry) == \* §5.3 §5.5: what an entry has for its coroutine
  IF entry.of = None THEN IF entry.raises THEN "error" ELSE "nothing"
  ELSE CASE s.outcome[entry.of] = "result" -> "nothing"
         [] s.outcome[entry.of] \in {"cancelled", "cancelledError"} -> "cancelled"
         [] OTHER -> "error"

Resume(s, t, what) == \* §3.2 §3.4 §3.5 §3.6
  LET raised == IF s.must[t] THEN "cancelled" ELSE what
  IN Tell([s EXCEPT !.must[t] = FALSE, !.waiter[t] = None, !.running = Append(@, t), !.raised[t] = raised],
          <<"stepping", t, raised>>)

IsLost(s, entry) == \* §5.4, to 3.7: such an error leaves the wakeup
  Version < 8 /\ entry.run \in Tasks /\ entry.of # None /\ s.outcome[entry.of] = "fatal"

RunFirst(s, l) == \* §8.6
  LET entry == Head(s.ready[l])
      taken == [s EXCEPT !.ready[l] = Tail(@)]
  IN IF entry.run \in Callbacks \/ IsLost(s, entry) \/ Done(s, entry.run) \* §3.1
       THEN taken
       ELSE Resume(taken, entry.run, What(s, entry))

-----------------------------------------------------------------------------
\* A step ends

Leave(s, t) == \* §3.16 §3.17; §2.7: who was behind it runs again
  [s EXCEPT !.running = SubSeq(@, 1, Len(@) - 1), !.raised[t] = "nothing"]

EndWith(s, t, how) == Leave(Complete(s, t, how), t) \* §3.9 §3.11 §3.13 §3.14

EndByReturn(s, t) == \* §3.9; what a request makes of it was changed twice
  LET cleared == [s EXCEPT !.must[t] = FALSE]
  IN CASE s.must[t] /\ Version >= 8 -> EndWith(cleared, t, "cancelled")           \* §3.10, from 3.8
       [] s.must[t] /\ Version \in 6 .. 7 -> EndWith(cleared, t, "cancelledError") \* §3.20, in 3.6 and 3.7
       [] OTHER -> EndWith(s, t, "result")                                        \* to 3.5 the flag stays

ScheduleStep(s, t, entry) == \* §4.8 §4.11
  Tell(Schedule(s, LoopOf(t), <<entry>>), <<"stepScheduled", t, IF entry.raises THEN "error" ELSE "nothing">>)

IsRefused(t, x) ==
  \/ Version >= 5 /\ LoopOf(x) # LoopOf(t) \* §4.3, from 3.5
  \/ Version >= 6 /\ x = t                 \* §4.4, from 3.6

PassRequestOn(s, t, x) == \* §4.6; §4.12 if there is a cycle
  IF ~s.must[t] \/ LeadsIntoCycle(s, x) THEN s ELSE Cancel([s EXCEPT !.must[t] = ~TakesCancel(s, x)], x)

WaitFor(s, t, x) == \* §4.5
  PassRequestOn(Tell([AddCallback(s, x, t) EXCEPT !.waiter[t] = x], <<"waiting", t, x>>), t, x)

EndByAwait(s, t, x) == \* §4.3 to §4.6, §4.11
  Leave(IF IsRefused(t, x) THEN ScheduleStep(s, t, ErrorStep(t)) ELSE WaitFor(s, t, x), t)

-----------------------------------------------------------------------------
\* Creation

Created(s, t) == \* §1.1 §2.2
  Tell([s EXCEPT !.outcome[t] = "pending"], <<"created", t>>)

Create(s, t) == ScheduleStep(Created(s, t), t, Step(t)) \* §2.2 §2.3

StartEagerly(s, t) == Resume(Created(s, t), t, "nothing") \* §2.7

-----------------------------------------------------------------------------
\* What can happen

Becomes(s) ==
  /\ \A t \in Tasks : s.count[t] <= MaxCount
  /\ state' = s

Now == [state EXCEPT !.told = <<>>]

LoopRuns(l) == \* the loops take turns; a step is not interrupted (§7.4)
  /\ state.running = <<>>
  /\ state.ready[l] # <<>>
  /\ Becomes(RunFirst(Now, l))

\* A coroutine ends its step.

Return(t) == \* §3.9 §3.10
  Resumed(state, t) /\ Becomes(EndByReturn(Now, t))

Raise(t, how) == \* §3.11 §3.13 §3.14
  Resumed(state, t) /\ Becomes(EndWith(Now, t, how))

Yield(t) == \* §4.8
  Resumed(state, t) /\ Becomes(Leave(ScheduleStep(Now, t, Step(t)), t))

YieldNonsense(t) == \* §4.7 §4.9 §4.10
  Resumed(state, t) /\ Becomes(Leave(ScheduleStep(Now, t, ErrorStep(t)), t))

Await(t, x) == \* §4.5; an await of what is done does not suspend (§1.15), but code can do by hand what an await does
  Resumed(state, t) /\ Exists(state, x) /\ Becomes(EndByAwait(Now, t, x))

StepEnds(t) == \* §3 §4
  \/ Return(t)
  \/ \E how \in {"cancelled"} \cup Errors : Raise(t, how)
  \/ Yield(t)
  \/ YieldNonsense(t)
  \/ \E x \in Awaitables : Await(t, x)

\* What code does in passing: the running coroutine, or another callback of a loop between two steps.

SetOutcome(f, how) == Pending(state, f) /\ Becomes(Complete(Now, f, how)) \* §1.2

RequestCancel(x) == \* §6.1
  Pending(state, x) /\ Becomes(Cancel(Now, x))

TakeBack(t) == \* §6.5
  MaxCount > 0 /\ Exists(state, t) /\ Becomes(Uncancel(Now, t))

IsUnused(c) == \* each callback is somewhere once: that keeps the model finite
  /\ \A x \in Awaitables : \A i \in DOMAIN state.callbacks[x] : state.callbacks[x][i] # c
  /\ \A l \in Loops : \A i \in DOMAIN state.ready[l] : state.ready[l][i].run # c

Add(x, c) == \* §1.5 §1.6
  Exists(state, x) /\ IsUnused(c) /\ Becomes(AddCallback(Now, x, c))

Remove(x, c) == \* §1.7
  Becomes(RemoveCallback(Now, x, c))

CreateTask(t) == \* §2.2
  ~Exists(state, t) /\ Becomes(Create(Now, t))

CreateEagerTask(t) == \* §2.6, from 3.12: the loop is running
  Version >= 12 /\ ~Exists(state, t) /\ Becomes(StartEagerly(Now, t))

InPassing == \* §1 §2 §6
  /\ \E t \in Tasks \cup {None} : CodeRuns(state, t)
  /\ \/ \E f \in Futures, how \in {"result"} \cup Errors : SetOutcome(f, how)
     \/ \E x \in Awaitables : RequestCancel(x)
     \/ \E t \in Tasks : TakeBack(t) \/ CreateTask(t) \/ CreateEagerTask(t)
     \/ \E x \in Awaitables, c \in Callbacks : Add(x, c) \/ Remove(x, c)

Init == \* §2.2
  \E order \in Orders : state = Initial(order)

Next ==
  \/ \E l \in Loops : LoopRuns(l)
  \/ \E t \in Tasks : StepEnds(t)
  \/ InPassing

Spec == Init /\ [][Next]_state

\* The loops go on, each in its turn (§8.1), and a coroutine that was resumed ends its step.
Fairness == \A l \in Loops : SF_state(LoopRuns(l)) /\ WF_state(\E t \in Tasks : StepEnds(t))

FairSpec == Spec /\ Fairness
=============================================================================
