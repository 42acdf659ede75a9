package io.betti.jobs;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** The four rules of the house. */
class ArchitectureTest {
  private static final JavaClasses BETTI =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.betti");

  @Test
  void rulesSeeEveryModule() {
    for (String one :
        new String[] {
          "io.betti.topology.homology.GridPersistence",
          "io.betti.udfs.BettiExtensions",
          "io.betti.pipeline.dataset.IdxDataSource",
          "io.betti.pipeline.network.Network",
          "io.betti.jobs.Betti"
        }) {
      assertThat(BETTI.contain(one)).as(one).isTrue();
    }
  }

  /**
   * The command line looks through all members of all jobs, also where the networks are missing.
   */
  @Test
  void membersOfCommandsNeedNoNetworks() {
    List<Class<?>> commands =
        BETTI.stream()
            .filter(one -> one.isAnnotatedWith(Command.class))
            .<Class<?>>map(JavaClass::reflect)
            .toList();
    assertThat(commands).contains(GanJob.class, Table10Job.class);
    for (Class<?> command : commands) {
      Stream<Class<?>> ofFields = Stream.of(command.getDeclaredFields()).map(Field::getType);
      Stream<Class<?>> ofMethods =
          Stream.of(command.getDeclaredMethods())
              .flatMap(
                  method ->
                      Stream.concat(
                          Stream.of(method.getReturnType()),
                          Stream.of(method.getParameterTypes())));
      assertThat(Stream.concat(ofFields, ofMethods).map(Class::getName))
          .as(command.getName())
          .noneMatch(name -> name.contains("io.betti.pipeline.network"));
    }
  }

  @Test
  void engineUsesOnlyTheJdk() {
    classes()
        .that()
        .resideInAPackage("io.betti.topology..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("io.betti.topology..", "java..")
        .check(BETTI);
  }

  @Test
  void packagesHaveNoCycles_andPointDownwards() {
    slices().matching("io.betti.(**)").should().beFreeOfCycles().check(BETTI);
    noClasses()
        .that()
        .resideInAPackage("io.betti.udfs..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.betti.pipeline..", "io.betti.jobs..")
        .check(BETTI);
    noClasses()
        .that()
        .resideInAPackage("io.betti.pipeline..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.betti.jobs..")
        .check(BETTI);
  }

  @Test
  void sessionsAndExitsAreInJobsOnly() {
    noClasses()
        .that(not(resideInAPackage("io.betti.jobs..")))
        .should()
        .callMethod(SparkSession.class, "builder")
        .orShould()
        .callMethod(org.apache.spark.sql.classic.SparkSession.class, "builder")
        .orShould()
        .callConstructor(SparkSession.Builder.class)
        .orShould()
        .callConstructor(SparkContext.class, SparkConf.class)
        .orShould()
        .callConstructor(JavaSparkContext.class, SparkConf.class)
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(BETTI);
  }

  @Test
  void nd4jIsInTheNetworkModuleOnly() {
    noClasses()
        .that(not(resideInAPackage("io.betti.pipeline.network..")))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.nd4j..", "org.bytedeco..", "org.deeplearning4j.."))
        .check(BETTI);
  }
}
