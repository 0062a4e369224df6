package dev.recur.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.recur.ingest.webhook.signature.Posted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Senders that are not built in, taken in as the README tells a user to do it. */
class OwnMappingsTest {

    private static final Pattern CONFIGURED = Pattern.compile("recur\\.sources\\.([a-z]+)\\.mapping=(\\S+)");

    /** The lines of the README, as the configuration would have them. */
    private static Map<String, SourceSettings> asTheReadmeSays() throws IOException {
        var configured = new TreeMap<String, SourceSettings>();
        var lines = CONFIGURED.matcher(Files.readString(Path.of("README.md")));
        while (lines.find()) {
            configured.put(lines.group(1), SourceSettings.of(Optional.empty()).mappedBy(lines.group(2)));
        }
        return configured;
    }

    @Test
    void the_readme_takes_in_three_senders_by_short_files() throws IOException {
        assertThat(asTheReadmeSays()).containsOnlyKeys("uptimerobot", "deadmanssnitch", "graylog");
        for (var settings : asTheReadmeSays().values()) {
            assertThat(Files.readAllLines(Path.of(settings.mapping().orElseThrow())))
                    .hasSizeLessThanOrEqualTo(24);
        }
    }

    @ParameterizedTest(name = "{0}/{1}")
    @CsvSource(nullValues = "-", textBlock = """
            uptimerobot,    01-down,             987654321,                  example.come backend is down,          -,    2022-08-03T16:53:45Z,     -,                        example.come backend
            uptimerobot,    02-up,               987654321,                  example.come backend is down,          -,    -,                        2022-08-03T16:53:45Z,     example.come backend
            deadmanssnitch, 01-missing,          c2354d53d2,                 Critical System Reports did not report, sev1, 2017-12-15T17:42:31.799Z, -,                        Critical System Reports
            deadmanssnitch, 02-reporting,        c2354d53d2,                 Critical System Reports did not report, sev1, -,                        2017-12-15T17:42:31.799Z, Critical System Reports
            graylog,        02-event-definition, 01JAZZJAKS82TDZAE82E0WAENT, Event - 1,                             sev2, 2024-10-24T10:22:04.556Z, -,                        server
            """)
    void a_payload_of_theirs_tells(
            String sender,
            String file,
            String externalId,
            String title,
            String severity,
            String occurredAt,
            String resolvedAt,
            String component)
            throws IOException {
        assumeThat(SharedPayloads.areThere(sender)).isTrue();
        var sent = SharedPayloads.of(sender).stream()
                .filter(each -> each.file().equals(file))
                .findFirst()
                .orElseThrow();

        assertThat(new Webhooks(asTheReadmeSays()).dryRun.run(sender, new Posted(sent.body(), Map.of(), null)))
                .isInstanceOfSatisfying(DryRun.Understood.class, understood -> {
                    var told = Told.by(understood.reports().getFirst().report());
                    assertThat(told.externalId()).startsWith(externalId);
                    assertThat(told.of("title")).isEqualTo(title);
                    assertThat(told.of("severity")).isEqualTo(severity);
                    assertThat(told.of("occurredAt")).isEqualTo(occurredAt);
                    assertThat(told.of("resolvedAt")).isEqualTo(resolvedAt);
                    assertThat(told.of("component")).isEqualTo(component);
                });
    }
}
