package io.github.aiotask.ps;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * The JVM that is asked. By JMX: the MBean is created in there, by the name of its class. Where the library is not on the class path
 * but below a class loader of the program's own, as in a web server or a jar of jars, JMX cannot find it: then an {@link Agent} does. That
 * is the second way because newer JVMs warn of every agent, in the program's own log.
 */
final class Target {
  private static final String MBEAN = "io.github.aiotask.inspect.Tasks";
  private static final String NAME = "io.github.aiotask:type=Tasks";

  private final String pid;

  Target(String pid) {
    this.pid = pid;
  }

  /** Those that there are. */
  static String all() {
    StringBuilder text = new StringBuilder("\nJVMs of this user:\n");
    for (VirtualMachineDescriptor one : VirtualMachine.list()) {
      text.append("  ").append(one.id()).append("  ").append(one.displayName()).append("\n");
    }
    return text.toString();
  }

  String ask(String command) throws Refused {
    VirtualMachine machine = attach();
    try {
      String answer = byJmx(machine, command);
      return answer != null ? answer : byAgent(machine, command);
    } catch (IOException error) {
      throw new Refused("the JVM " + pid + " does not answer: has it ended?", error);
    } finally {
      detach(machine);
    }
  }

  private VirtualMachine attach() throws Refused {
    try {
      return VirtualMachine.attach(pid);
    } catch (AttachNotSupportedException | IOException error) {
      throw new Refused(
          "cannot attach to " + pid + ": give the process id of a JVM of the same user, that runs without -XX:+DisableAttachMechanism; "
              + "aiotask-ps without arguments lists them",
          error);
    }
  }

  private static void detach(VirtualMachine machine) {
    try {
      machine.detach();
    } catch (IOException ended) {
      // the answer is there
    }
  }

  /** Null if JMX does not find the library there. */
  private static String byJmx(VirtualMachine machine, String command) throws IOException, Refused {
    String address;
    try {
      address = machine.startLocalManagementAgent();
    } catch (IOException | RuntimeException noManagement) { // a JVM without that module
      return null;
    }
    try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
      MBeanServerConnection server = connector.getMBeanServerConnection();
      ObjectName name = new ObjectName(NAME);
      if (!server.isRegistered(name) && !create(server, name)) {
        return null;
      }
      return (String) server.invoke(name, command, new Object[0], new String[0]);
    } catch (JMException error) {
      throw new Refused("the program's MBean " + NAME + " fails: give this command the version of the library", error);
    }
  }

  private static boolean create(MBeanServerConnection server, ObjectName name) throws IOException, JMException {
    try {
      server.createMBean(MBEAN, name);
      return true;
    } catch (InstanceAlreadyExistsException another) {
      return true;
    } catch (ReflectionException notThere) { // its class
      return false;
    }
  }

  private String byAgent(VirtualMachine machine, String command) throws IOException, Refused {
    Path answer = Files.createTempFile("aiotask-ps", ".txt");
    try {
      machine.loadAgent(ownJar(), command + " " + answer);
      String text = Files.readString(answer);
      if (text.isEmpty()) {
        throw new Refused("the program " + pid + " does not use the library aiotask, or has not come to it yet");
      }
      return text;
    } catch (AgentLoadException | AgentInitializationException error) {
      throw new Refused("the JVM " + pid + " takes no agent: run it without -XX:-EnableDynamicAgentLoading", error);
    } finally {
      Files.deleteIfExists(answer);
    }
  }

  private static String ownJar() throws Refused {
    try {
      Path jar = Path.of(Target.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isRegularFile(jar)) {
        return jar.toAbsolutePath().toString();
      }
    } catch (URISyntaxException noFile) {
      // as if it were none
    }
    throw new Refused("this program keeps the library below a class loader of its own: run this command from its jar");
  }
}
