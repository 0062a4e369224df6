package dev.recur.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
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
}
