package dev.recur.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recur.ingest.adapter.BuiltInAdapters;
import dev.recur.wire.report.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourcesTest {

    @Test
    void each_built_in_adapter_is_a_source_under_its_own_name() {
        assertThat(of(Map.of()).find("alertmanager")).isPresent();
        assertThat(of(Map.of()).find("nobody")).isEmpty();
    }

    @Test
    void a_built_in_source_can_be_configured() {
        var sources =
                of(Map.of("alertmanager", new Sources.Settings(Optional.empty(), Optional.of("near_miss"), Map.of())));

        assertThat(sources.find("alertmanager").orElseThrow().adapter().kind()).isEqualTo(Kind.NEAR_MISS);
    }

    @Test
    void everything_that_is_wrong_with_a_configuration_is_said_at_once() {
        var wrong = new Sources.Settings(
                Optional.of("alertmanager"), Optional.of("outage"), Map.of("assignee", List.of("bob")));
        var unknown = new Sources.Settings(Optional.of("carrier-pigeon"), Optional.empty(), Map.of());

        assertThatThrownBy(() -> of(Map.of("mine", wrong, "yours", unknown)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("mine.kind must be one of incident, near_miss")
                .hasMessageContaining("mine.tags.assignee: names a person")
                .hasMessageContaining("yours.adapter: there is no adapter carrier-pigeon, only alertmanager");
    }

    private static Sources of(Map<String, Sources.Settings> configured) {
        return Sources.of(BuiltInAdapters.read(), configured);
    }
}
