package dev.recur.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.recur.testkit.access.AccessRules;
import dev.recur.testkit.access.AccessTable;
import dev.recur.testkit.access.Endpoints;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

@AnalyzeClasses(packages = "dev.recur.ingest", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule what_thinks_knows_no_framework = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.recur.ingest.intake",
                    "dev.recur.ingest.marker",
                    "dev.recur.ingest.nearmiss",
                    "dev.recur.ingest.limit",
                    "dev.recur.ingest.adapter",
                    "dev.recur.ingest.webhook")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta..",
                    "io.quarkus..",
                    "io.smallrye..",
                    "io.vertx..",
                    "io.micrometer..",
                    "org.apache.kafka..",
                    "org.eclipse.microprofile..");

    @ArchTest
    static final ArchRule every_endpoint_says_who_may_call_it = AccessRules.EVERY_ENDPOINT_SAYS_WHO_MAY_CALL_IT;

    @ArchTest
    static final ArchRule no_route_is_made_by_hand = AccessRules.NO_ROUTE_IS_MADE_BY_HAND;

    @ArchTest
    static final ArchRule features_are_free_of_cycles =
            slices().matching("dev.recur.ingest.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_door_knows_none_who_comes_through_it = noClasses()
            .that()
            .resideInAPackage("dev.recur.ingest.intake..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.recur.ingest.webhook..",
                    "dev.recur.ingest.adapter..",
                    "dev.recur.ingest.marker..",
                    "dev.recur.ingest.nearmiss..");

    @ArchTest
    static final ArchRule only_the_logs_know_kafka = noClasses()
            .that()
            .resideOutsideOfPackage("dev.recur.ingest.*.kafka")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule no_other_service_is_imported = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.recur.analysis..", "dev.recur.notification..", "dev.recur.infra..");

    @ArchTest
    static final ArchRule nothing_is_injected_into_fields =
            noFields().should().beAnnotatedWith(Inject.class).orShould().beAnnotatedWith(ConfigProperty.class);

    @ArchTest
    static final ArchRule only_the_clock_tells_the_time = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static void every_endpoint_is_in_the_table_and_every_line_is_an_endpoint(JavaClasses classes) {
        var table = AccessTable.read(ArchitectureTest.class.getResourceAsStream("/access.txt"));
        assertThat(Endpoints.in(classes, "dev.recur.ingest"))
                .containsExactlyInAnyOrderElementsOf(table.endpoints())
                .isNotEmpty();
    }
}
