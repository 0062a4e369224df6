package dev.recur.service.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @ParameterizedTest
    @ValueSource(strings = {TRACE, "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more"})
    void what_is_well_formed_is_passed_on_as_it_is(String text) {
        assertThat(TraceParent.wellFormed(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-4bf9-00f0-01",
                TRACE + "x",
                TRACE + "-\0",
                TRACE + "-a\r\nb: c",
                TRACE + "-\u00e9",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"
            })
    void what_no_table_or_header_could_hold_is_dropped(String text) {
        assertThat(TraceParent.wellFormed(text)).isNull();
    }

    @Test
    void a_span_of_a_trace_goes_on_as_text_and_comes_back() {
        var span = Span.fromContext(TraceParent.parent(TRACE));

        assertThat(TraceParent.of(span)).isEqualTo(TRACE);
        assertThat(TraceParent.of(Span.getInvalid())).isNull();
    }
}
