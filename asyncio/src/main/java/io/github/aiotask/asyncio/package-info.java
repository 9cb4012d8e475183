/**
 * asyncio's functions, blocks, locks and queues (§10, §11), built on the interfaces alone, so that they work with any
 * implementation of them. {@link io.github.aiotask.asyncio.Asyncio} is what the module is in Python. A program in direct
 * style:
 *
 * <pre>{@code
 * Asyncio.run(asyncio -> {
 *   Semaphore connections = asyncio.boundedSemaphore(10);
 *   asyncio.taskGroup(group -> {
 *     for (URI page : pages) {
 *       group.createTask(coroutine(() ->
 *           connections.hold(() -> asyncio.timeout(Duration.ofSeconds(5), () -> { show(await(fetch(page))); }))));
 *     }
 *   });
 * });
 * }</pre>
 *
 * <p>Methods that it calls need not be given the functions: in a coroutine {@code Asyncio.current()} answers them. What other
 * libraries answer as a {@link java.util.concurrent.CompletionStage} is awaited as it is: {@code await(client.sendAsync(…))}. The
 * other ways to and from {@code java.util.concurrent}:
 *
 * <table>
 * <caption>Bridges. Errors are the same objects, a cancel reaches the other side (what {@code toThread} runs, it cannot), and what a
 * closed loop cannot complete any more fails with LOOP_CLOSED.</caption>
 * <thead>
 * <tr><th scope="col">Java</th><th scope="col">awaited in a task</th><th scope="col">made of what this loop has</th></tr>
 * </thead>
 * <tbody>
 * <tr><td>CompletionStage, CompletableFuture</td><td>{@code await(stage)}, {@code wrapFuture(stage)}</td><td>{@code
 *     asCompletableFuture(future)}, {@code runCoroutineThreadsafe(coroutine)}</td></tr>
 * <tr><td>{@link java.util.concurrent.Future}</td><td>{@code wrapFuture(future)}, by a thread that waits</td><td>the same:
 *     other threads may block on them</td></tr>
 * <tr><td>Callable that blocks</td><td>{@code toThread(body)}, {@code toThreadInterruptibly(body)}</td><td></td></tr>
 * <tr><td>{@link java.util.concurrent.Flow}</td><td>{@code subscribe(publisher, prefetch)}</td><td>{@code
 *     publisher(body)}</td></tr>
 * <tr><td>{@link java.util.concurrent.ExecutorService}</td><td>{@code runInExecutor(executor, body)}</td><td>{@code
 *     executorService()}</td></tr>
 * </tbody>
 * </table>
 *
 * <p>What belongs to a request, such as its id, is a {@link io.github.aiotask.asyncio.ContextVar}: each task has its own value, and hands
 * it on to all that it creates. What other libraries keep per thread, each task has for itself by a {@link
 * io.github.aiotask.asyncio.ThreadState}.
 *
 * <p><b>Imports.</b> {@code Future}, {@code Queue}, {@code Lock}, {@code Condition} and {@code Semaphore} are names of {@code
 * java.util} and {@code java.util.concurrent} too, and an editor offers those. They are not what is meant where javac says that one
 * {@code Queue} cannot be converted to another. Import each by its own name, which goes before any {@code .*}:
 *
 * <pre>{@code
 * import static io.github.aiotask.direct.Direct.await;
 * import static io.github.aiotask.direct.Direct.coroutine;
 *
 * import io.github.aiotask.Future;
 * import io.github.aiotask.Task;
 * import io.github.aiotask.asyncio.Asyncio;
 * import io.github.aiotask.asyncio.Queue;
 * import java.util.concurrent.*;
 * }</pre>
 *
 * <p>or none, and {@code var slots = asyncio.semaphore(2)}. {@code TimeoutException} is that of {@code java.util.concurrent}.
 *
 * <p><b>Threads.</b> All that is here belongs to the thread of its loop, and is made for tasks of that loop: a lock for
 * tasks is no lock for threads. Other threads come in by {@code runCoroutineThreadsafe}, or by {@code callSoonThreadsafe} of
 * the loop.
 *
 * <table>
 * <caption>asyncio's names, and where they are here. Camel case aside, what is not said to differ does not.</caption>
 * <thead>
 * <tr><th scope="col">asyncio</th><th scope="col">here</th><th scope="col">what differs, and why</th></tr>
 * </thead>
 * <tbody>
 * <tr><td>{@code async def}, {@code await}; 3.4's {@code @coroutine}</td><td>{@code coroutine(lambda)} and
 *     {@code await(awaitable)} of {@link io.github.aiotask.direct.Direct}, or a {@link
 *     io.github.aiotask.StateMachine}</td><td>Java has no such syntax</td></tr>
 * <tr><td>{@code async with x}, {@code async for}</td><td>a block as a lambda: {@code x.hold(() -> …)}; {@code try (Held held = …)}, {@code
 *     enter()} and {@code exit(leaving)}; a loop that awaits</td><td>a {@code try} cannot replace the error that leaves
 *     it</td></tr>
 * <tr><td>{@code run(main)}</td><td>{@link io.github.aiotask.asyncio.Asyncio#run}</td><td>main gets the functions; for a
 *     result, another runtime or another loop take a Runner</td></tr>
 * <tr><td>{@code Runner}: {@code run}, {@code close}, {@code get_loop}</td><td>{@link io.github.aiotask.asyncio.Runner}:
 *     {@code run}, {@code close}, {@code loop}</td><td>an interrupt of the thread takes the place of SIGINT; for SIGINT itself: {@code
 *     handlingSigint()}, {@code Asyncio.runHandlingSigint(main)}; {@code debug}: {@code loop().setDebug(true)}; no {@code context}: give
 *     one to a task that main awaits; {@code onVirtualTime()} is for tests</td></tr>
 * <tr><td>{@code get_running_loop}, {@code get_event_loop}, {@code new_event_loop}; {@code set_event_loop}, {@code
 *     get_event_loop_policy}, {@code set_event_loop_policy}, {@code AbstractEventLoopPolicy}, {@code
 *     DefaultEventLoopPolicy}</td><td>{@link io.github.aiotask.asyncio.Asyncio#current()}, {@link
 *     io.github.aiotask.asyncio.Asyncio#loop()}, {@link io.github.aiotask.TaskRuntime#newLoop()}</td><td>the functions are bound to a
 *     loop; only where one runs it is found, and none is made by itself</td></tr>
 * <tr><td>{@code AbstractEventLoop}, {@code BaseEventLoop}, {@code EventLoop}, {@code SelectorEventLoop}: {@code call_soon},
 *     {@code call_soon_threadsafe}, {@code call_at}, {@code call_later}, {@code time}, {@code run_until_complete}, {@code
 *     run_forever}, {@code stop}, {@code close}, {@code call_exception_handler}, {@code set_exception_handler}, {@code
 *     set_debug}</td><td>the same of {@link io.github.aiotask.EventLoop} and {@link io.github.aiotask.RunnableLoop}; {@link
 *     io.github.aiotask.LoopError}</td><td>{@code callAt} takes nanoseconds; a callback has one argument</td></tr>
 * <tr><td>{@code Handle}, {@code TimerHandle}</td><td>{@link io.github.aiotask.Handle}, {@link
 *     io.github.aiotask.TimerHandle}</td><td>no {@code get_context}: nobody asks</td></tr>
 * <tr><td>{@code Future}: {@code done}, {@code cancelled}, {@code result}, {@code exception}, {@code set_result}, {@code
 *     set_exception}, {@code cancel}, {@code add_done_callback}, {@code remove_done_callback}, {@code
 *     get_loop}</td><td>{@link io.github.aiotask.Future}: {@code isDone}, {@code isCancelled}, …, {@code loop}</td><td>Java
 *     asks with {@code is}, and does not say {@code get}</td></tr>
 * <tr><td>{@code Task}: {@code cancelling}, {@code uncancel}, {@code get_coro}, {@code get_context}, {@code get_name}, {@code
 *     set_name}; {@code get_stack}, {@code print_stack}</td><td>{@link io.github.aiotask.Task}: {@code cancelling}, {@code
 *     uncancel}, {@code coroutine}, {@code context}, {@code name}, {@code setName}; {@link
 *     io.github.aiotask.direct.Direct#stackOf}</td><td>of a coroutine in direct style; a state machine has no stack</td></tr>
 * <tr><td>{@code create_task}, {@code loop.create_future}</td><td>{@code createTask}, {@code createFuture} of {@link
 *     io.github.aiotask.asyncio.Asyncio}</td><td>name, context and eager start are {@link
 *     io.github.aiotask.TaskOptions}; a future has no name, but may say what it is for ({@link io.github.aiotask.Purpose})</td></tr>
 * <tr><td>{@code ensure_future}, 3.4's {@code async}</td><td>{@link
 *     io.github.aiotask.asyncio.Asyncio#ensureFuture}</td><td>a future of another make gets a task that awaits it: only {@link
 *     io.github.aiotask.Future} has callbacks</td></tr>
 * <tr><td>{@code loop.set_task_factory}, {@code get_task_factory}, {@code eager_task_factory}, {@code
 *     create_eager_task_factory}</td><td>{@code setTaskFactory}, {@code taskFactory}, {@code eagerTaskFactory} of {@link
 *     io.github.aiotask.asyncio.Asyncio}, {@link io.github.aiotask.asyncio.TaskFactory}</td><td>it is the Asyncio's and not
 *     the loop's; a single task opts out by {@link io.github.aiotask.TaskRuntime#createTask}</td></tr>
 * <tr><td>{@code current_task}, {@code all_tasks}; {@code _register_task}, {@code _unregister_task}, {@code _enter_task},
 *     {@code _leave_task}</td><td>{@code currentTask}, {@code allTasks}; {@link io.github.aiotask.Registry}</td><td>foreign
 *     tasks are in the registry only</td></tr>
 * <tr><td>{@code gather(*aws)}</td><td>{@link io.github.aiotask.asyncio.Asyncio#gather(java.util.Collection)}</td><td></td></tr>
 * <tr><td>{@code gather(*aws, return_exceptions=True)}</td><td>{@link
 *     io.github.aiotask.asyncio.Asyncio#gatherOutcomes}, {@link io.github.aiotask.asyncio.Outcome}: {@code isSuccess}, {@code
 *     get}</td><td>a type that says which it is</td></tr>
 * <tr><td>{@code shield}</td><td>{@link io.github.aiotask.asyncio.Asyncio#shield}</td><td></td></tr>
 * <tr><td>{@code wait}, {@code FIRST_COMPLETED}, {@code FIRST_EXCEPTION}, {@code ALL_COMPLETED}</td><td>{@code wait}, {@link
 *     io.github.aiotask.asyncio.ReturnWhen}, {@link io.github.aiotask.asyncio.Waited}: {@code done}, {@code
 *     pending}</td><td>lists in the order of the arguments instead of sets; refused arguments are refused at the
 *     call</td></tr>
 * <tr><td>{@code wait_for}</td><td>{@link io.github.aiotask.asyncio.Asyncio#waitFor}</td><td>raises {@link
 *     java.util.concurrent.TimeoutException}</td></tr>
 * <tr><td>{@code as_completed}</td><td>{@code asCompleted}, {@link io.github.aiotask.asyncio.AsCompleted}</td><td>{@code
 *     nextFuture()} is what {@code async for} gives</td></tr>
 * <tr><td>{@code sleep}</td><td>{@code sleep}</td><td>a {@link java.time.Duration}</td></tr>
 * <tr><td>{@code timeout}, {@code timeout_at}, {@code Timeout}: {@code when}, {@code reschedule}, {@code
 *     expired}</td><td>{@code timeout}, {@code timeoutAt}, {@link io.github.aiotask.asyncio.Timeout}</td><td>{@link
 *     java.lang.Long#MAX_VALUE} for no time; an error other than a cancellation keeps its causes as they are: Java's cannot be
 *     replaced</td></tr>
 * <tr><td>{@code TimeoutError}</td><td>{@link java.util.concurrent.TimeoutException}</td><td>Java has it; it says which limit, and in which
 *     task</td></tr>
 * <tr><td>{@code TaskGroup}: {@code create_task}, {@code cancel} (from 3.15 on)</td><td>{@code taskGroup}, {@link
 *     io.github.aiotask.asyncio.TaskGroup}: {@code createTask}, {@code cancel}</td><td></td></tr>
 * <tr><td>{@code ExceptionGroup}, {@code BaseExceptionGroup}: {@code exceptions}</td><td>{@link
 *     io.github.aiotask.asyncio.ExceptionGroup}, {@link io.github.aiotask.asyncio.BaseExceptionGroup}</td><td>two classes
 *     without a common one: a Java class has one parent; no {@code except*}, {@code split}</td></tr>
 * <tr><td>{@code CancelledError}, {@code InvalidStateError}</td><td>{@link io.github.aiotask.CancelledError}, {@link
 *     io.github.aiotask.InvalidStateException}</td><td></td></tr>
 * <tr><td>{@code run_coroutine_threadsafe}, {@code wrap_future}</td><td>{@code runCoroutineThreadsafe}, {@code
 *     wrapFuture}</td><td>{@link java.util.concurrent.CompletableFuture}, which direct style awaits as it is; wrapFuture takes any {@link
 *     java.util.concurrent.CompletionStage} or {@link java.util.concurrent.Future}</td></tr>
 * <tr><td>{@code async for}, {@code yield} in an {@code async def}</td><td>{@code subscribe}, {@link
 *     io.github.aiotask.asyncio.FlowReader}: {@code next}, {@code forEach}, {@code cancel}; {@code publisher}, {@link
 *     io.github.aiotask.asyncio.Emitter}: {@code emit}</td><td>for {@link java.util.concurrent.Flow}: a reader asks for a few items in
 *     advance, an emit waits until it is asked</td></tr>
 * <tr><td>–</td><td>{@code asCompletableFuture}, {@code executorService} of {@link io.github.aiotask.asyncio.Asyncio}</td><td>a
 *     future, a loop as Java's libraries know them</td></tr>
 * <tr><td>{@code to_thread}, {@code loop.run_in_executor}, {@code loop.set_default_executor}</td><td>{@code toThread}, {@code
 *     runInExecutor}, {@code setDefaultExecutor}; {@code toThreadInterruptibly}</td><td>the threads of the default one are daemons;
 *     all run in a copy of the context; Java can interrupt a thread</td></tr>
 * <tr><td>{@code contextvars}: {@code ContextVar}, {@code Token}: {@code var}, {@code old_value}; {@code Context}, {@code copy_context},
 *     {@code run}, {@code get}, {@code copy}, {@code ctx[var]}, {@code var in ctx}, {@code keys}</td><td>{@link
 *     io.github.aiotask.asyncio.ContextVar}: {@code name}, {@code get}, {@code set}, {@code reset}, {@code Token}: {@code variable},
 *     {@code hadValue}, {@code oldValue}; {@link io.github.aiotask.asyncio.Context}: {@code copyContext}, {@code run}, {@code get},
 *     {@code copy}, {@code contains}, {@code variables}</td><td>{@link java.util.NoSuchElementException} for LookupError and KeyError; a
 *     coroutine in direct style may await inside of {@code run}; a token is no block: {@code reset} it in {@code finally}</td></tr>
 * <tr><td>–</td><td>{@link io.github.aiotask.asyncio.ThreadState}: {@code capture}, {@code enter}; {@link
 *     io.github.aiotask.asyncio.ThreadStates}: {@code carry}, {@code areCarried}, {@code handOver}, {@code takeOver}</td><td>what Java's
 *     libraries keep per thread, for each task: the MDC of a logger</td></tr>
 * <tr><td>{@code Lock}, {@code async with lock}</td><td>{@code lock()}, {@link io.github.aiotask.asyncio.Lock}, {@code
 *     hold()} and {@link io.github.aiotask.asyncio.Held}</td><td>acquire gives nothing instead of always true</td></tr>
 * <tr><td>{@code Event}: {@code wait}</td><td>{@code event()}, {@link
 *     io.github.aiotask.asyncio.Event#waitUntilSet()}</td><td>every Java object has a final {@code wait()}</td></tr>
 * <tr><td>{@code Condition}: {@code wait}, {@code wait_for}, {@code notify}, {@code notify_all}</td><td>{@code
 *     condition()}, {@code waitUntilNotified}, {@code waitFor}, {@code notifyOne} and {@code notify(most)}, {@code
 *     notifyAllWaiting} of {@link io.github.aiotask.asyncio.Condition}</td><td>every Java object has a final {@code wait()},
 *     {@code notify()} and {@code notifyAll()}; waitFor gives nothing instead of what was true</td></tr>
 * <tr><td>{@code Semaphore}, {@code BoundedSemaphore}</td><td>{@code semaphore}, {@code boundedSemaphore}, {@link
 *     io.github.aiotask.asyncio.Semaphore}</td><td>one class: only release differs</td></tr>
 * <tr><td>{@code Barrier}: {@code wait}, {@code n_waiting}; {@code BrokenBarrierError}</td><td>{@code barrier}, {@code
 *     waitForParties}, {@code waiting} of {@link io.github.aiotask.asyncio.Barrier}; {@link
 *     java.util.concurrent.BrokenBarrierException}</td><td>every Java object has a final {@code wait()}</td></tr>
 * <tr><td>{@code Queue}, {@code PriorityQueue}, {@code LifoQueue}, 3.4's {@code JoinableQueue}</td><td>{@code queue}, {@code
 *     priorityQueue}, {@code lifoQueue}, {@link io.github.aiotask.asyncio.Queue}</td><td>a {@link java.util.Comparator} may
 *     give the order; every queue can be joined</td></tr>
 * <tr><td>{@code QueueEmpty}, {@code QueueFull}, {@code QueueShutDown}</td><td>{@link io.github.aiotask.asyncio.QueueEmpty},
 *     {@link io.github.aiotask.asyncio.QueueFull}, {@link io.github.aiotask.asyncio.QueueShutDown}</td><td></td></tr>
 * <tr><td>{@code RuntimeError}, {@code ValueError}, {@code TypeError} of these</td><td>{@link
 *     java.lang.IllegalStateException} and {@link java.lang.IllegalArgumentException}</td><td>Java's own</td></tr>
 * <tr><td>–</td><td>{@link io.github.aiotask.asyncio.Block}, {@link io.github.aiotask.Callback}, {@link
 *     io.github.aiotask.direct.Direct.Action}</td><td>what a lambda needs</td></tr>
 * <tr><td>–</td><td>{@link io.github.aiotask.asyncio.ExecutorLoop}: {@code executor}, {@code shutDown}, {@code isClosed}, {@code
 *     onClose}, {@code setExceptionHandler}</td><td>a loop in the thread of an executor that is there already</td></tr>
 * <tr><td>–</td><td>{@code Asyncio.on}, {@code Runner.asyncio}</td><td>the functions are an object, and not a module</td></tr>
 * <tr><td>{@code iscoroutine}, {@code isfuture}, {@code iscoroutinefunction}</td><td>{@code instanceof}</td><td>Java has
 *     types</td></tr>
 * <tr><td>{@code capture_call_graph}, {@code format_call_graph}, {@code print_call_graph}, {@code future_add_to_awaited_by}, {@code
 *     future_discard_from_awaited_by}; {@code FutureCallGraph}: {@code future}, {@code call_stack}, {@code awaited_by}; {@code
 *     FrameCallGraphEntry}</td><td>{@code captureCallGraph}, {@code formatCallGraph}, {@code printCallGraph}, {@code
 *     futureAddToAwaitedBy}, {@code futureDiscardFromAwaitedBy} of {@link io.github.aiotask.asyncio.Asyncio}; {@link
 *     io.github.aiotask.asyncio.FutureCallGraph}: {@code callStack}, {@code awaitedBy}; {@link
 *     io.github.aiotask.inspect.Call}</td><td>no {@code depth}: the library's own calls are left out</td></tr>
 * <tr><td>{@code python -m asyncio ps PID}, {@code pstree PID}</td><td>{@code java -jar aiotask-ps.jar ps PID}, {@code pstree PID};
 *     {@code dumpTasks}, {@code printTasks}: {@link io.github.aiotask.inspect.Dump}</td><td>what each waits for is told in words; a loop
 *     that does not answer with what blocks it</td></tr>
 * <tr><td>streams: {@code open_connection}, {@code start_server}, {@code open_unix_connection}, {@code start_unix_server},
 *     {@code StreamReader}, {@code StreamReaderProtocol}, {@code StreamWriter}, {@code IncompleteReadError}, {@code
 *     LimitOverrunError}; transports and protocols: {@code BaseTransport}, {@code ReadTransport}, {@code WriteTransport},
 *     {@code Transport}, {@code DatagramTransport}, {@code BaseProtocol}, {@code Protocol}, {@code BufferedProtocol}, {@code
 *     DatagramProtocol}, {@code AbstractServer}, {@code Server}, {@code SendfileNotAvailableError}, and what a loop does
 *     with sockets, files and names of hosts</td><td>–</td><td>input and output are not of tasks: use Java's, and {@code
 *     wrapFuture}, {@code toThread}, or a {@link io.github.aiotask.Poller} with a selector in it</td></tr>
 * <tr><td>subprocesses: {@code create_subprocess_exec}, {@code create_subprocess_shell}, {@code SubprocessProtocol}, {@code
 *     SubprocessTransport}; child watchers</td><td>–</td><td>not of tasks: {@code wrapFuture(process.onExit())}</td></tr>
 * <tr><td>signals: {@code loop.add_signal_handler}, {@code remove_signal_handler}</td><td>–</td><td>the JVM's signals are the
 *     program's: {@code handlingSigint()}, a shutdown hook, or an interrupt of the runner's thread</td></tr>
 * <tr><td>{@code _get_running_loop}, {@code _set_running_loop}</td><td>{@link io.github.aiotask.RunningLoop}</td><td>for who
 *     implements loops</td></tr>
 * </tbody>
 * </table>
 */
@NullMarked
package io.github.aiotask.asyncio;

import org.jspecify.annotations.NullMarked;
