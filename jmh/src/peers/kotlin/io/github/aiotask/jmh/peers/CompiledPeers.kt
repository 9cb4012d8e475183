package io.github.aiotask.jmh.peers

import io.github.aiotask.jmh.Variant
import io.github.aiotask.jmh.Variants
import java.util.function.Supplier

/** The peers that are dependencies: Kotlin's coroutines and Netty. */
class CompiledPeers : Variants.Peers {
  override fun variants(): Map<String, Supplier<Variant>> =
    linkedMapOf(
      "kotlin-yield-1" to Supplier { KotlinYield(1) },
      "kotlin-yield-10" to Supplier { KotlinYield(10) },
      "kotlin-yield-1000" to Supplier { KotlinYield(1000) },
      "kotlin-yield-100000" to Supplier { KotlinYield(100_000) },
      "kotlin-create-finish" to Supplier { KotlinCreateFinish() },
      "kotlin-round-trip" to Supplier { KotlinRoundTrip() },
      "netty-execute" to Supplier { NettyExecute() },
      "netty-round-trip" to Supplier { NettyRoundTrip() },
    )
}
