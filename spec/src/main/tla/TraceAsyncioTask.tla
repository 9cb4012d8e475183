-------------------------- MODULE TraceAsyncioTask --------------------------
(***************************************************************************)
(* Which traces of an implementation are behaviours of AsyncioTask. A      *)
(* trace is what one program made it tell its observer (§9.9). What it     *)
(* does not tell is open, as long as what comes next can be told.          *)
(***************************************************************************)
EXTENDS AsyncioTask, TLC,
  RecordedTraces \* written for each run: Traces, each a sequence of events in the order in which they were told

ASSUME Observed /\ Creates /\ Callbacks = {} \* callbacks tell nothing: they are code in passing

VARIABLES
  trace, \* which one is heard
  heard  \* how many of its events

IsNext(event) == heard < Len(Traces[trace]) /\ Traces[trace][heard + 1] = event

Act == \* an action tells the next event, or nothing
  /\ state.told = <<>>
  /\ Next
  /\ state'.told # <<>> => IsNext(Head(state'.told))
  /\ UNCHANGED <<trace, heard>>

Hear == \* what else it tells must follow at once
  /\ state.told # <<>>
  /\ IsNext(Head(state.told))
  /\ state' = [state EXCEPT !.told = Tail(@)]
  /\ heard' = heard + 1
  /\ UNCHANGED trace

IsIdle == state.told = <<>> /\ state.running = <<>> /\ state.ready["main"] = <<>>

HearIdle == \* the end of a program that has left its loop nothing to do
  /\ IsNext(<<"idle">>)
  /\ IsIdle
  /\ heard' = heard + 1
  /\ UNCHANGED <<state, trace>>

\* For whoever reads TLC's log: how far each trace was heard, and how much must still follow.
Note == PrintT(<<trace, heard', Len(state'.told)>>)

TraceInit == trace \in DOMAIN Traces /\ heard = 0 /\ state = Initial(<<>>)

TraceNext == Act \/ ((Hear \/ HearIdle) /\ Note)

TraceSpec == TraceInit /\ [][TraceNext]_<<state, trace, heard>>
=============================================================================
