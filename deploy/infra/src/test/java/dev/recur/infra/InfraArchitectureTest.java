package dev.recur.infra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.recur.infra", importOptions = DoNotIncludeTests.class)
class InfraArchitectureTest {

    @ArchTest
    static final ArchRule only_the_brokers_own_process_knows_kafkas_classes = noClasses()
            .that()
            .doNotHaveSimpleName("BrokerMain")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "kafka..", "scala..");

    @ArchTest
    static final ArchRule processes_know_nothing_of_what_runs_in_them = noClasses()
            .that()
            .resideInAPackage("dev.recur.infra.process")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.recur.infra.kafka", "dev.recur.infra.postgres");

    @ArchTest
    static final ArchRule the_two_servers_know_nothing_of_each_other =
            slices().matching("dev.recur.infra.(kafka|postgres)").should().notDependOnEachOther();
}
