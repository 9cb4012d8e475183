package io.github.aiotask.jmh.peers

import io.github.aiotask.jmh.Variant
import io.netty.channel.DefaultEventLoop
import io.netty.util.concurrent.DefaultThreadFactory
import io.netty.util.concurrent.FutureListener
import io.netty.util.concurrent.Promise
import java.util.concurrent.CountDownLatch

private const val STEPS = 10_000

/** A loop has its own thread, so the wall's time counts, and one wakeup of that thread in each run. */
abstract class NettyVariant : Variant {
  protected val loop: DefaultEventLoop = DefaultEventLoop(DefaultThreadFactory("netty", true))

  override fun operations() = STEPS

  override fun isTimedByTheWall() = true
}

/** As a bare yield: one Runnable that executes itself again. */
class NettyExecute : NettyVariant() {
  private var steps = 0L

  override fun run(): Long {
    val done = CountDownLatch(1)
    var left = STEPS
    val again = object : Runnable {
      override fun run() {
        steps++
        if (--left > 0) loop.execute(this) else done.countDown()
      }
    }
    loop.execute(again)
    done.await()
    return steps
  }
}

/** As the round trip: two players that complete each other's Promise, and listen to one of their own. */
class NettyRoundTrip : NettyVariant() {
  private inner class Player(private val done: CountDownLatch) {
    lateinit var partner: Player
    private var pending: Promise<Long>? = null
    private var left = STEPS / 2
    var received = 0L
    private val listener = FutureListener<Long> { future ->
      received += future.now
      loop.execute(this::turn)
    }

    fun turn() {
      partner.pending?.trySuccess(1L)
      if (left-- == 0) {
        done.countDown()
        return
      }
      val mine = loop.newPromise<Long>()
      pending = mine
      mine.addListener(listener)
    }
  }

  override fun run(): Long {
    val done = CountDownLatch(1)
    val one = Player(done)
    val other = Player(done)
    one.partner = other
    other.partner = one
    loop.execute(one::turn)
    loop.execute(other::turn)
    done.await()
    return one.received + other.received
  }
}
