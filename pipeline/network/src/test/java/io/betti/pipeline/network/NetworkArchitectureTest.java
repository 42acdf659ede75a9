package io.betti.pipeline.network;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.betti.topology.layer.LevelSetLayer;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** The rules of the house, where this module is on the class path. */
class NetworkArchitectureTest {
  private static final JavaClasses BETTI =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.betti");

  @Test
  void nd4jIsInOneClassOnly() {
    assertThat(BETTI.contain(NativeMatrix.class)).isTrue();
    assertThat(BETTI.contain(LevelSetLayer.class)).isTrue();
    noClasses()
        .that(not(belongToAnyOf(NativeMatrix.class)))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.nd4j..", "org.bytedeco..", "org.deeplearning4j.."))
        .check(BETTI);
  }

  @Test
  void packagesHaveNoCycles_andNobodyPointsBack() {
    slices().matching("io.betti.(**)").should().beFreeOfCycles().check(BETTI);
    noClasses()
        .that(not(resideInAnyPackage("io.betti.pipeline.network..")))
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.betti.pipeline.network.."))
        .check(BETTI);
  }

  @Test
  void sessionsAndExitsAreNotHere() {
    noClasses()
        .should()
        .callMethod(SparkSession.class, "builder")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(BETTI);
  }
}
