package dev.recur.analysis;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.recur.testkit.access.AccessRules;
import dev.recur.testkit.access.AccessTable;
import dev.recur.testkit.access.Endpoints;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "dev.recur", importOptions = DoNotIncludeTests.class)
class AnalysisArchitectureTest {

    private static final String ANALYSIS = "dev.recur.analysis..";

    @ArchTest
    static final ArchRule what_thinks_knows_no_framework = noClasses()
            .that(resideInAnyPackage(
                            "dev.recur.analysis.incident",
                            "dev.recur.analysis.count",
                            "dev.recur.analysis.rule",
                            "dev.recur.analysis.investigation",
                            "dev.recur.analysis.intake")
                    .and(not(simpleNameEndingWith("Config"))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta..",
                    "io.quarkus..",
                    "io.smallrye..",
                    "io.vertx..",
                    "io.micrometer..",
                    "org.hibernate..",
                    "org.apache.kafka..",
                    "org.eclipse.microprofile..");

    @ArchTest
    static final ArchRule every_endpoint_says_who_may_call_it = AccessRules.EVERY_ENDPOINT_SAYS_WHO_MAY_CALL_IT;

    @ArchTest
    static final ArchRule no_route_is_made_by_hand = AccessRules.NO_ROUTE_IS_MADE_BY_HAND;

    @ArchTest
    static final ArchRule what_thinks_knows_no_technology_of_ours = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.recur.analysis.incident",
                    "dev.recur.analysis.count",
                    "dev.recur.analysis.rule",
                    "dev.recur.analysis.investigation",
                    "dev.recur.analysis.intake")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.recur.analysis..postgres..", "dev.recur.analysis..http..", "dev.recur.analysis..kafka..");

    @ArchTest
    static final ArchRule rows_stay_in_postgres = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should()
            .bePackagePrivate()
            .andShould()
            .resideInAPackage("dev.recur.analysis..postgres");

    @ArchTest
    static final ArchRule the_pure_features_have_no_cycles = slices().matching(
                    "dev.recur.analysis.(incident|count|rule|investigation|intake|calendar|metrics)")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule all_packages_have_no_cycles =
            slices().matching("dev.recur.analysis.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothing_is_injected_into_fields = fields().that()
            .areDeclaredInClassesThat()
            .resideInAPackage(ANALYSIS)
            .should()
            .notBeAnnotatedWith(Inject.class);

    @ArchTest
    static final ArchRule only_the_clock_knows_the_time = noClasses()
            .that()
            .resideInAPackage(ANALYSIS)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule no_other_service_is_known = noClasses()
            .that()
            .resideInAPackage(ANALYSIS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.recur.ingest..", "dev.recur.notification..", "dev.recur.infra..");

    @ArchTest
    static void every_endpoint_is_in_the_table_and_every_line_is_an_endpoint(JavaClasses classes) {
        var table = AccessTable.read(AnalysisArchitectureTest.class.getResourceAsStream("/access.txt"));
        assertThat(Endpoints.in(classes, "dev.recur.analysis"))
                .containsExactlyInAnyOrderElementsOf(table.endpoints())
                .isNotEmpty();
    }
}
