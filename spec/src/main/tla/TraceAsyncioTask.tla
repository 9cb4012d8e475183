-------------------------- MODULE TraceAsyncioTask --------------------------
(***************************************************************************)
(* Which traces of an implementation are behaviours of AsyncioTask. A      *)
(* trace is what one program made it tell its observer (§9.9). What it     *)
(* does not tell is open, as long as what comes next can be told.          *)
(*                                                                         *)
(* RecordedTraces is written for each run. It defines Traces, each a       *)
(* sequence of events [by, told]: by is the number of the program's        *)
(* instruction that was being performed, in the order in which they begin; *)
(* 0 if none was, for the loop ran or a step ended.                        *)
(***************************************************************************)
EXTENDS AsyncioTask, TLC, RecordedTraces

ASSUME Observed /\ Creates /\ Callbacks = {} \* callbacks tell nothing: they are code in passing

VARIABLES
  trace, \* which one is heard
  heard, \* how many of its events
  code   \* the last instruction that did something

Coming == Traces[trace][heard + 1]

IsNext(event) == heard < Len(Traces[trace]) /\ Coming.told = event

CodeActs == \* an instruction does one thing, and tells
  /\ state.told = <<>>
  /\ heard < Len(Traces[trace]) /\ Coming.by > code
  /\ InPassing
  /\ state'.told # <<>> /\ IsNext(Head(state'.told))
  /\ code' = Coming.by
  /\ UNCHANGED <<trace, heard>>

LoopActs == \* and no instruction does
  /\ state.told = <<>>
  /\ (\E l \in Loops : LoopRuns(l)) \/ (\E t \in Tasks : StepEnds(t))
  /\ state'.told # <<>> => IsNext(Head(state'.told)) /\ Coming.by <= code \* not 0 in a step that was started eagerly
  /\ UNCHANGED <<trace, heard, code>>

Hear == \* what an action tells comes without anything between
  /\ state.told # <<>>
  /\ IsNext(Head(state.told)) /\ Coming.by <= code
  /\ state' = [state EXCEPT !.told = Tail(@)]
  /\ heard' = heard + 1
  /\ UNCHANGED <<trace, code>>

HearIdle == \* the end of a program that has left its loop nothing to do
  /\ IsNext(<<"idle">>)
  /\ state.told = <<>> /\ state.running = <<>> /\ state.ready["main"] = <<>>
  /\ heard' = heard + 1
  /\ UNCHANGED <<state, trace, code>>

\* For who reads TLC's log: how far the trace was heard, and how much must still follow.
Note == PrintT(<<trace, heard', Len(state'.told)>>)

TraceInit == trace \in DOMAIN Traces /\ heard = 0 /\ code = 0 /\ state = Initial(<<>>)

TraceNext == CodeActs \/ LoopActs \/ ((Hear \/ HearIdle) /\ Note)

TraceSpec == TraceInit /\ [][TraceNext]_<<state, trace, heard, code>>
=============================================================================
