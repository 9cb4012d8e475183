package io.github.aiotask.inspect;

import io.github.aiotask.asyncio.Asyncio;
import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * What all tasks do, for JMX. No program need name it: who asks from outside creates it, as the command {@code java -jar aiotask-ps.jar
 * pstree PID} does. So no program pays for JMX that nobody asks, which takes a JVM some 100 ms to start. To have JConsole find it
 * without that, call {@link #register()}.
 *
 * <p>Needs the module {@code java.management}, which this one does not require: on the module path a program has {@code --add-modules
 * java.management} or requires it.
 */
public final class Tasks implements TasksMBean {
  /** The name of its one instance. */
  public static final String NAME = "io.github.aiotask:type=Tasks";

  /** For JMX, which creates it by the name of the class. */
  public Tasks() {}

  /**
   * Makes it known to the JVM's own MBean server, unless it is. Any thread.
   *
   * @throws IllegalStateException if that refuses
   */
  public static void register() {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    try {
      server.registerMBean(new Tasks(), new ObjectName(NAME));
    } catch (InstanceAlreadyExistsException known) {
      // it is there
    } catch (JMException refused) {
      throw new IllegalStateException("JMX refuses the MBean " + NAME + ": " + refused.getMessage(), refused);
    }
  }

  @Override
  public String ps() {
    return Asyncio.dumpTasks().ps();
  }

  @Override
  public String pstree() {
    return Asyncio.dumpTasks().pstree();
  }

  @Override
  public String json() {
    return Asyncio.dumpTasks().json();
  }
}
