package io.github.aiotask.jmh.peers

import io.github.aiotask.jmh.Variant
import io.github.aiotask.jmh.Variants
import java.util.function.Supplier

/**
 * The peers that are dependencies: Kotlin's coroutines and Netty. It needs neither library itself: a later build without them
 * finds it still compiled.
 */
class CompiledPeers : Variants.Peers {
  override fun variants(): Map<String, Supplier<Variant>> {
    val all = java.util.LinkedHashMap<String, Supplier<Variant>>()
    all.put("kotlin-yield-1", Supplier { KotlinYield(1) })
    all.put("kotlin-yield-10", Supplier { KotlinYield(10) })
    all.put("kotlin-yield-1000", Supplier { KotlinYield(1000) })
    all.put("kotlin-yield-100000", Supplier { KotlinYield(100_000) })
    all.put("kotlin-create-finish", Supplier { KotlinCreateFinish() })
    all.put("kotlin-round-trip", Supplier { KotlinRoundTrip() })
    all.put("netty-execute", Supplier { NettyExecute() })
    all.put("netty-round-trip", Supplier { NettyRoundTrip() })
    return all
  }
}
