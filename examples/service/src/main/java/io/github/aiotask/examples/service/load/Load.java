package io.github.aiotask.examples.service.load;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Loads services on this machine: {@code Load CONNECTIONS SECONDS|COUNTx PORT...}, as in {@code Load 50 10 8080} for ten seconds, or
 * {@code Load 50 1000x 8080} for a thousand requests. Several ports have their turns, of two seconds each, until each has had its time.
 * Prints figures, and ends with 1 if nothing was answered or there was an error.
 */
public final class Load {
  private static final double SLICE_SECONDS = 2;

  private Load() {}

  public static void main(String[] args) {
    if (args.length < 3) {
      System.err.println("Load CONNECTIONS SECONDS|COUNTx PORT...: as in Load 50 10 8080");
      System.exit(2);
    }
    int connections = Integer.parseInt(args[0]);
    boolean counts = args[1].endsWith("x");
    long amount = Long.parseLong(counts ? args[1].substring(0, args[1].length() - 1) : args[1]);
    List<Figures> totals = new ArrayList<>();
    for (int i = 2; i < args.length; i++) {
      totals.add(new Figures());
    }
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    double slice = args.length == 3 ? amount : Math.min(SLICE_SECONDS, amount);
    int rounds = counts ? 1 : (int) Math.ceil(amount / slice);
    for (int round = 1; round <= rounds; round++) {
      for (int i = 0; i < totals.size(); i++) {
        InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[i + 2]));
        Figures figures =
            counts
                ? Slice.run(group.next(), target, connections, Long.MAX_VALUE / 2, amount)
                : Slice.run(group.next(), target, connections, (long) (slice * 1e9), Long.MAX_VALUE);
        System.out.println("slice " + round + " port " + args[i + 2] + " " + figures);
        totals.get(i).add(figures);
      }
    }
    group.shutdownGracefully(0, 1, TimeUnit.MINUTES).syncUninterruptibly();
    boolean good = true;
    for (int i = 0; i < totals.size(); i++) {
      System.out.println("total   port " + args[i + 2] + " " + totals.get(i));
      good &= totals.get(i).requests() > 0 && totals.get(i).errors() == 0;
    }
    System.exit(good ? 0 : 1);
  }
}
