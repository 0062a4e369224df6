package dev.recur.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.recur.local", importOptions = DoNotIncludeTests.class)
class LauncherArchitectureTest {

    @ArchTest
    static final ArchRule the_launcher_knows_the_services_by_their_edges_only = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.recur.local..", "dev.recur.infra..", "org.jspecify..");
}
