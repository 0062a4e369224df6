package dev.recur.analysis.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.count.Segments.Segment;
import dev.recur.wire.window.OrganisationCalendar;
import dev.recur.wire.window.TimeSpan;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SegmentsTest {

    private static final List<String> ZONES =
            List.of("UTC", "Asia/Kathmandu", "Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe");

    @Test
    void a_span_is_read_by_months_with_days_and_quarters_of_an_hour_at_its_edges() {
        var span = new TimeSpan(Instant.parse("2026-01-30T23:45:00Z"), Instant.parse("2026-04-02T00:00:00Z"));

        assertThat(Segments.of(span, Grain.MONTH, new OrganisationCalendar(ZoneId.of("UTC"), Month.JANUARY)))
                .extracting(
                        segment -> segment.grain().code() + " " + segment.span().from())
                .containsExactlyInAnyOrder(
                        "q 2026-01-30T23:45:00Z",
                        "d 2026-01-31T00:00:00Z",
                        "m 2026-02-01T00:00:00Z",
                        "d 2026-04-01T00:00:00Z");
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void segments_are_whole_stretches_and_leave_no_gap(long seed) {
        var random = new Random(seed);
        var calendar = new OrganisationCalendar(ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))), Month.APRIL);
        var from = Instant.parse("2015-01-01T00:00:00Z").plusSeconds(900L * random.nextInt(400_000));
        var span = new TimeSpan(from, from.plusSeconds(900L * (1 + random.nextInt(random.nextInt(10_000) + 1))));
        var coarsest = Grain.values()[random.nextInt(3)];

        var segments = Segments.of(span, coarsest, calendar).stream()
                .sorted(Comparator.comparing(segment -> segment.span().from()))
                .toList();

        var end = span.from();
        for (Segment segment : segments) {
            assertThat(segment.grain()).isLessThanOrEqualTo(coarsest);
            assertThat(segment.span().from()).isEqualTo(end);
            assertThat(segment.grain().startOf(segment.span().from(), calendar))
                    .isEqualTo(segment.span().from());
            assertThat(segment.grain().startOf(segment.span().to(), calendar))
                    .isEqualTo(segment.span().to());
            end = segment.span().to();
        }
        assertThat(end).isEqualTo(span.to());
    }
}
