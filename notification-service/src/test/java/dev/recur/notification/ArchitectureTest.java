package dev.recur.notification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
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
import jakarta.persistence.Entity;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "dev.recur.notification", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String BASE = "dev.recur.notification.";
    private static final String[] PURE = {
        BASE + "stream",
        BASE + "feed",
        BASE + "explain",
        BASE + "address",
        BASE + "secret",
        BASE + "receiver",
        BASE + "subscription",
        BASE + "silence",
        BASE + "channel",
        BASE + "delivery"
    };

    @ArchTest
    static final ArchRule PURE_PACKAGES_KNOW_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta..",
                    "io.quarkus..",
                    "io.vertx..",
                    "io.smallrye..",
                    "io.micrometer..",
                    "org.apache.kafka..",
                    "org.hibernate..",
                    "org.eclipse.microprofile..");

    @ArchTest
    static final ArchRule EVERY_ENDPOINT_SAYS_WHO_MAY_CALL_IT = AccessRules.EVERY_ENDPOINT_SAYS_WHO_MAY_CALL_IT;

    @ArchTest
    static final ArchRule NO_ROUTE_IS_MADE_BY_HAND = AccessRules.NO_ROUTE_IS_MADE_BY_HAND;

    @ArchTest
    static final ArchRule PURE_PACKAGES_KNOW_NO_TECHNOLOGY = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BASE + "http", BASE + "kafka", BASE + "postgres", BASE + "metrics", BASE + "outbound");

    @ArchTest
    static final ArchRule ROWS_STAY_IN_POSTGRES = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should()
            .resideInAPackage(BASE + "postgres")
            .andShould()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule NOTHING_IS_INJECTED_INTO_FIELDS = fields().should().notBeAnnotatedWith(Inject.class);

    @ArchTest
    static final ArchRule THE_CLOCK_IS_ASKED_FOR_THE_TIME = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLES =
            slices().matching("dev.recur.notification.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_OTHER_SERVICE_IS_IMPORTED =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("dev.recur.ingest..", "dev.recur.analysis..");

    @ArchTest
    static void every_endpoint_is_in_the_table_and_every_line_is_an_endpoint(JavaClasses classes) {
        var table = AccessTable.read(ArchitectureTest.class.getResourceAsStream("/access.txt"));
        assertThat(Endpoints.in(classes, "dev.recur.notification"))
                .containsExactlyInAnyOrderElementsOf(table.endpoints())
                .isNotEmpty();
    }
}
