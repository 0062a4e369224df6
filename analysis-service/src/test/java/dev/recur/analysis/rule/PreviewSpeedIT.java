package dev.recur.analysis.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.MovableClock;
import dev.recur.analysis.RealServers;
import dev.recur.analysis.Service;
import dev.recur.analysis.postgres.Transactions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@EnabledIfSystemProperty(named = "recur.long", matches = "true")
class PreviewSpeedIT {

    private static final Logger LOG = Logger.getLogger(PreviewSpeedIT.class);
    private static final int INCIDENTS = 1_000_000;
    private static final int PORTION = 100_000;

    /** A year of incidents of 1,000 components, ten tags each in the document. */
    private static final String FILL = """
            insert into incident (incident_id, time, kind, severity, source, counted, resolved, changed_at, document)
            select gen_random_uuid(), timestamptz '2025-06-01T00:00:00Z' + i * interval '31 seconds', 'incident', 'sev3',
                   'speed', true, true, now(),
                   jsonb_build_object('title', 'Checkout answered 5xx ' || i, 'backfilled', false, 'source', 'speed',
                       'measures', jsonb_build_object('downtimeMinutes', i % 60),
                       'tags', jsonb_build_object(
                           'component', jsonb_build_object('values', jsonb_build_array('speed-' || i % 1000)),
                           'cause', jsonb_build_object('values', jsonb_build_array('configuration_defect')),
                           'team', jsonb_build_object('values', jsonb_build_array('team-' || i % 40)),
                           'trigger', jsonb_build_object('values', jsonb_build_array('config_push'))))
            from generate_series($1::int, $2::int) i
            """;

    @Inject
    Transactions transactions;

    @Inject
    Service service;

    @Inject
    MovableClock clock;

    /** They have no reports and no counts: whoever proves these would find them wrong. */
    @AfterEach
    void they_are_taken_away() {
        transactions.run(statements -> statements.run("delete from incident where source = 'speed'"));
    }

    @Test
    void a_quarter_rule_over_a_million_incidents_is_previewed_in_two_seconds() {
        clock.setTo(Instant.parse("2026-06-01T00:00:00Z"));
        for (int from = 1; from <= INCIDENTS; from += PORTION) {
            var first = from;
            transactions.run(statements -> statements.run(FILL, first, first + PORTION - 1));
        }
        transactions.run(statements -> statements.run("analyze incident"));
        var rule =
                "{'name':'speed','where':'source=\\\"speed\\\"','groupBy':['component'],'window':'quarter','mergeWithin':'PT6H',"
                        + "'condition':{'type':'count','atLeast':1000}}";

        var best = Duration.ofDays(1);
        for (int i = 0; i < 5; i++) {
            var begun = System.nanoTime();
            var preview = service.preview(rule, Map.of());
            var took = Duration.ofNanos(System.nanoTime() - begun);
            best = took.compareTo(best) < 0 ? took : best;
            assertThat(preview.get("evaluatedIncidents").intValue()).isEqualTo(INCIDENTS);
            LOG.infof(
                    "preview of %d incidents in %d groups took %s",
                    INCIDENTS, preview.get("groups").intValue(), took);
        }
        assertThat(best).isLessThan(Duration.ofSeconds(2));
    }
}
