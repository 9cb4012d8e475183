package io.github.aiotask.jmh.peers

import io.github.aiotask.jmh.Variant
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.async
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

private const val OPERATIONS = 10_000

/**
 * As bare yields: coroutines of one runBlocking, which is an event loop of this very thread, that yield in turn; so often each
 * that to launch them is a small part of it.
 */
class KotlinYield(private val coroutines: Int) : Variant {
  private val each = maxOf(200, OPERATIONS / coroutines)
  private var yields = 0L

  override fun operations() = each * coroutines

  override fun run(): Long {
    runBlocking {
      repeat(coroutines) {
        launch {
          repeat(each) {
            yields++
            yield()
          }
        }
      }
    }
    return yields
  }
}

/** As create+finish: a hundred coroutines are started by async, run in the next turn, and are read. */
class KotlinCreateFinish : Variant {
  override fun operations() = OPERATIONS

  override fun run(): Long = runBlocking {
    var sum = 0L
    repeat(OPERATIONS / BATCH) {
      val started = List(BATCH) { number -> async { number.toLong() and 1 } }
      yield()
      for (one in started) {
        sum += one.await()
      }
    }
    sum
  }

  private companion object {
    const val BATCH = 100
  }
}

/** As the round trip: pairs of coroutines that complete each other's CompletableDeferred and await one of their own. */
class KotlinRoundTrip : Variant {
  private class Player {
    lateinit var partner: Player
    var pending: CompletableDeferred<Long>? = null
    var received = 0L

    suspend fun play(turns: Int) {
      repeat(turns) {
        partner.pending?.complete(1L)
        val mine = CompletableDeferred<Long>()
        pending = mine
        received += mine.await()
      }
      partner.pending?.complete(1L)
    }
  }

  override fun operations() = OPERATIONS

  override fun run(): Long {
    val players = List(2 * PAIRS) { Player() }
    for (i in players.indices) {
      players[i].partner = players[i xor 1]
    }
    runBlocking {
      for (player in players) {
        launch { player.play(OPERATIONS / players.size) }
      }
    }
    return players.sumOf { it.received }
  }

  private companion object {
    const val PAIRS = 10
  }
}
