package dev.recur.wire.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recur.wire.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IdentityTest {

    private static final UUID INCIDENT = UUID.fromString("0190a4e8-0000-7000-8000-000000000001");
    private static final JsonNode FACTS =
            json("{\"title\":\"Checkout answered 5xx\",\"measures\":{\"x\":1.5,\"y\":100}}");

    /** Everything that was ever recorded depends on these: a change here is a migration. */
    static Stream<Arguments> golden() {
        return Stream.of(
                arguments(
                        "correlation key",
                        Identity.incidentOfCorrelationKey("checkout/1"),
                        "e4ec4836-a299-55f4-b2ab-8603ea899972"),
                arguments(
                        "external id",
                        Identity.incidentOfExternalId("alertmanager", "f00d/2026-11-22T03:00:00Z"),
                        "5a198f2f-1f9b-57a2-851b-975fe461f07b"),
                arguments(
                        "idempotency key",
                        Identity.incidentOfIdempotencyKey("tool", "key-1", 0),
                        "79a43aa1-7e17-53f8-ada3-cc6574d82043"),
                arguments(
                        "report by key",
                        Identity.reportOfIdempotencyKey(INCIDENT, "key-1"),
                        "3eb25639-e96c-563b-9835-153d4445d2ec"),
                arguments("report by content", reportOf(null, FACTS), "53f866cb-d71c-5dc2-a649-1f7249000c12"),
                arguments(
                        "report by content as of",
                        reportOf("2026-11-22T03:00:00Z", FACTS),
                        "dbb2ed70-daa1-558e-8528-9b4a05dd018a"),
                arguments("nothing at all", Identity.named(), "99568f03-15bb-5599-8eb2-a7e805ecda3d"),
                arguments("letters", Identity.named("žluťoučký", "🔥"), "e79809c4-766c-576a-80f5-2f166d82a649"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void an_identity_is_the_same_for_ever(String sentence, UUID identity, String golden) {
        assertThat(identity).hasToString(golden);
        assertThat(identity.version()).isEqualTo(5);
        assertThat(identity.variant()).isEqualTo(2);
    }

    @Test
    void parts_that_only_look_alike_when_joined_are_told_apart() {
        var lists = List.of(
                new String[] {"a", "bc"},
                new String[] {"ab", "c"},
                new String[] {"abc"},
                new String[] {"abc", ""},
                new String[] {"", "abc"},
                new String[] {"a", "b", "c"},
                new String[] {"1:a", "bc"},
                new String[] {"a2:bc"},
                new String[] {"1:a2:bc"},
                new String[] {"bc", "a"});
        var identities = new HashSet<UUID>();
        lists.forEach(parts -> identities.add(Identity.named(parts)));
        assertThat(identities).hasSameSizeAs(lists);
    }

    @Test
    void the_ways_to_name_an_incident_never_meet() {
        assertThat(List.of(
                        Identity.incidentOfCorrelationKey("a"),
                        Identity.incidentOfExternalId("a", "0"),
                        Identity.incidentOfExternalId("0", "a"),
                        Identity.incidentOfIdempotencyKey("a", "0", 0),
                        Identity.incidentOfIdempotencyKey("a", "0", 1),
                        Identity.reportOfIdempotencyKey(INCIDENT, "a"),
                        Identity.reportOfContent(INCIDENT, ReportType.REPORTED, null, json("{}")),
                        Identity.reportOfContent(INCIDENT, ReportType.RETRACTED, null, json("{}")),
                        Identity.reportOfContent(INCIDENT, ReportType.RESTORED, null, json("{}"))))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"measures\":{\"y\":100,\"x\":1.5},\"title\":\"Checkout answered 5xx\"}; members in another order",
                "{\"title\":\"Checkout answered 5xx\",\"measures\":{\"x\":1.50,\"y\":1e2}}; numbers in another spelling",
                "{ \"title\" : \"\\u0043heckout answered 5xx\" , \"measures\":{\"x\":15e-1,\"y\":100.0}}; white space and escapes"
            })
    void the_same_statement_is_the_same_report(String facts, String sentence) {
        assertThat(reportOf(null, json(facts))).isEqualTo(reportOf(null, FACTS));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"title\":\"checkout answered 5xx\",\"measures\":{\"x\":1.5,\"y\":100}}; another letter",
                "{\"title\":\"Checkout answered 5xx\",\"measures\":{\"x\":1.5,\"y\":\"100\"}}; text that looks like the number",
                "{\"title\":\"Checkout answered 5xx\",\"measures\":{\"x\":1.5,\"y\":100},\"kind\":null}; a fact cleared",
                "{\"title\":\"Checkout answered 5xx\"}; a fact left out"
            })
    void another_statement_is_another_report(String facts, String sentence) {
        assertThat(reportOf(null, json(facts))).isNotEqualTo(reportOf(null, FACTS));
    }

    @Test
    void the_time_counts_as_it_was_sent() {
        assertThat(List.of(
                        reportOf(null, FACTS),
                        reportOf("2026-11-22T03:00:00Z", FACTS),
                        reportOf("2026-11-22T04:00:00+01:00", FACTS),
                        reportOf("2026-11-22T03:00:00.0Z", FACTS)))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_random_identity_is_in_the_order_of_time_and_never_the_same() {
        var identities = Stream.generate(Identity::random).limit(1_000).toList();
        assertThat(identities).doesNotHaveDuplicates().allMatch(identity -> identity.version() == 7);
    }

    private static UUID reportOf(String asOf, JsonNode facts) {
        return Identity.reportOfContent(INCIDENT, ReportType.REPORTED, asOf, facts);
    }

    private static JsonNode json(String text) {
        return Json.read(text.getBytes(UTF_8));
    }
}
