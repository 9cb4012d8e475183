package io.github.aiotask.impl;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.github.aiotask.TaskRuntime;
import java.lang.invoke.MethodHandles;
import java.lang.ref.Cleaner;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/**
 * What api and core do without, so that another language's runtime or a native image can take them as they are: other libraries,
 * reflection, threads of their own, finalizers.
 */
class CoreNeedsTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackagesOf(TaskRuntime.class, DefaultTaskRuntime.class);

  private static DescribedPredicate<JavaAccess<?>> oneOf(Class<?> owner, String... names) {
    Set<String> known = Set.of(names);
    return describe(
        "of " + owner.getSimpleName() + ": " + known,
        access -> access.getTargetOwner().isEquivalentTo(owner) && known.contains(access.getName()));
  }

  private static DescribedPredicate<JavaAccess<?>> allBut(Class<?> owner, Set<String> harmless) {
    return describe(
        "of " + owner.getSimpleName() + ", but for " + harmless,
        access -> access.getTargetOwner().isEquivalentTo(owner) && !harmless.contains(access.getName()));
  }

  @Test
  void bothModulesAreSeen() {
    assertTrue(CORE.contain(TaskRuntime.class) && CORE.contain(CoroutineTask.class));
    assertTrue(CORE.size() > 60, () -> CORE.size() + " classes");
  }

  /** The annotations are there to compile with. */
  @Test
  void noOtherLibrary() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("java..", "io.github.aiotask", "io.github.aiotask.impl", "org.jspecify..", "org.checkerframework..")
        .check(CORE);
  }

  /** What may be asked of a class: words for messages. */
  private static final Set<String> HARMLESS = Set.of("getName", "getSimpleName");

  @Test
  void noReflection() {
    noClasses().should().dependOnClassesThat().resideInAPackage("java.lang.reflect..").check(CORE);
    noClasses()
        .should()
        .accessTargetWhere(allBut(Class.class, HARMLESS))
        .orShould()
        .accessTargetWhere(oneOf(ClassLoader.class, "loadClass"))
        .check(CORE);
  }

  /** The one that the compiler asks for is given to its bootstrap methods, and nothing is called on it. */
  @Test
  void noLookup() {
    noClasses()
        .should()
        .accessTargetWhere(allBut(MethodHandles.Lookup.class, Set.of()))
        .orShould()
        .accessTargetWhere(allBut(MethodHandles.class, Set.of()))
        .check(CORE);
  }

  @Test
  void noThread() {
    noClasses()
        .should()
        .accessTargetWhere(oneOf(Thread.class, "<init>", "start", "startVirtualThread", "ofVirtual", "ofPlatform"))
        .orShould()
        .accessTargetWhere(oneOf(Runtime.class, "addShutdownHook"))
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Executor.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Timer.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(CompletableFuture.class)
        .check(CORE);
  }

  @Test
  void noFinalizer() {
    methods().should().notHaveName("finalize").check(CORE);
    noClasses().should().dependOnClassesThat().areAssignableTo(Cleaner.class).check(CORE);
  }
}
