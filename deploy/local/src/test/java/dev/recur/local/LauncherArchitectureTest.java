package dev.recur.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.recur.local", importOptions = DoNotIncludeTests.class)
class LauncherArchitectureTest {

    @ArchTest
    static final ArchRule the_launcher_needs_nothing_but_the_servers = classes()
            .that()
            .resideInAPackage("dev.recur.local")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.recur.local", "dev.recur.infra..", "org.jspecify..");

    @ArchTest
    static final ArchRule the_demo_knows_the_services_by_their_edges_only = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.recur.ingest..", "dev.recur.analysis..", "dev.recur.notification..");
}
