package dev.recur.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recur.ingest.adapter.BuiltInAdapters;
import dev.recur.ingest.webhook.SourceSettings.Signing;
import dev.recur.ingest.webhook.signature.Scheme;
import dev.recur.wire.report.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesTest {

    private static final SourceSettings OWN_NAME = SourceSettings.of(Optional.empty());

    @TempDir
    Path folder;

    @Test
    void each_built_in_adapter_is_a_source_under_its_own_name() {
        assertThat(of(Map.of()).all())
                .extracting(Source::name)
                .containsExactlyElementsOf(BuiltInAdapters.read().keySet());
        assertThat(of(Map.of()).find("nobody")).isEmpty();
    }

    @Test
    void a_built_in_source_can_be_configured() {
        var sources = of(Map.of("alertmanager", OWN_NAME.ofKind("near_miss")));

        assertThat(sources.find("alertmanager").orElseThrow().understanding().kind())
                .isEqualTo(Kind.NEAR_MISS);
    }

    @ParameterizedTest
    @CsvSource({
        "github, github",
        "pagerduty, pagerduty",
        "sentry, sentry",
        "grafana, grafana",
        "incident-io, standard-webhooks",
        "alertmanager, bearer",
        "statuspage, query",
        "datadog, header",
        "pagerduty-events, routing-key",
    })
    void a_source_with_a_secret_signs_as_senders_of_its_adapter_do(String adapter, String scheme) {
        var sources = of(Map.of(
                adapter,
                OWN_NAME.signed(Signing.with(
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".substring(adapter.equals("incident-io") ? 0 : 6)))));

        assertThat(sources.find(adapter).orElseThrow().scheme().map(Scheme::name))
                .contains(scheme);
    }

    @Test
    void a_mapping_of_ones_own_is_a_file() throws IOException {
        var file = Files.writeString(
                folder.resolve("mine.jsonata"), "{'externalId': $string(body.id)}".replace('\'', '"'));
        var sources = of(Map.of("mine", OWN_NAME.mappedBy(file.toString())));

        assertThat(sources.find("mine").orElseThrow().adapter()).isEqualTo(file.toString());
    }

    @Test
    void a_broken_mapping_stops_the_start_with_file_line_and_reason() throws IOException {
        var file =
                Files.writeString(folder.resolve("mine.jsonata"), "{\n  \"externalId\": body.id,\n  \"title\": ]\n}");

        assertThatThrownBy(() -> of(Map.of("mine", OWN_NAME.mappedBy(file.toString()))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("recur.sources: mine.mapping: " + file + ": ")
                .hasMessageEndingWith(" in line 3");
        assertThatThrownBy(() -> of(Map.of("mine", OWN_NAME.mappedBy("nowhere.jsonata"))))
                .hasMessage("recur.sources: mine.mapping: nowhere.jsonata cannot be read");
    }

    @Test
    void everything_that_is_wrong_with_a_configuration_is_said_at_once_and_no_secret_with_it() {
        var wrong = SourceSettings.of(Optional.of("alertmanager"))
                .ofKind("outage")
                .tagged(Map.of("assignee", List.of("bob")))
                .labelled(Map.of("email", List.of("mail")))
                .signed(Signing.with("hush-1", "hush-2", "hush-3"));
        var unknown = SourceSettings.of(Optional.of("carrier-pigeon"));
        var unsigned = SourceSettings.of(Optional.of("github"))
                .signed(new Signing(Optional.of("smoke"), List.of(), Optional.empty(), Optional.empty(), List.of()));

        assertThatThrownBy(() -> of(Map.of("mine", wrong, "yours", unknown, "theirs", unsigned)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("mine.kind must be one of incident, near_miss")
                .hasMessageContaining("mine.tags.assignee: names a person")
                .hasMessageContaining("mine.labels.email: names a person")
                .hasMessageContaining("mine.secret: at most 2 are active at once, were 3")
                .hasMessageContaining("yours.adapter: there is no adapter carrier-pigeon, only alertmanager")
                .hasMessageContaining("theirs: secret is missing, which the scheme smoke needs")
                .message()
                .doesNotContain("hush");
    }

    @Test
    void a_source_waits_as_long_as_its_sender_does_unless_it_is_configured_otherwise() {
        var configured = Map.of(
                "sentry", OWN_NAME.within(Duration.ofMillis(600)),
                "forge", SourceSettings.of(Optional.of("github")));
        var sources = of(configured);

        assertThat(sources.find("sentry").orElseThrow().deadline()).contains(Duration.ofMillis(600));
        assertThat(sources.find("forge").orElseThrow().deadline()).contains(Duration.ofSeconds(4));
        assertThat(sources.find("pagerduty").orElseThrow().deadline()).contains(Duration.ofSeconds(4));
        assertThat(of(Map.of()).find("sentry").orElseThrow().deadline())
                .as("that of all webhooks, which is shorter than Sentry's second")
                .isEmpty();
        assertThatThrownBy(() -> of(Map.of("sentry", OWN_NAME.within(Duration.ZERO))))
                .hasMessage("recur.sources: sentry.deadline must be at least PT0.1S, was PT0S");
    }

    private static Sources of(Map<String, SourceSettings> configured) {
        return Sources.of(BuiltInAdapters.read(), configured, new FakeSns());
    }
}
