package dev.recur.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimesTest {

    private static final DateTimeFormatter STRICT =
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.withResolverStyle(ResolverStyle.STRICT);

    @Test
    void a_time_in_UTC_is_read_as_the_formatter_reads_it() {
        var random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            var time = Instant.ofEpochSecond(
                            random.nextLong(-62_135_596_800L, 253_402_300_800L), random.nextInt(1_000_000_000))
                    .truncatedTo(random.nextBoolean() ? ChronoUnit.NANOS : ChronoUnit.SECONDS);
            assertThat(UtcTimes.read(time.toString()))
                    .as(time.toString())
                    .isEqualTo(time.truncatedTo(ChronoUnit.MICROS));
        }
    }

    @Test
    void whatever_it_reads_the_formatter_reads_the_same() {
        var random = new Random(6);
        var read = 0;
        for (int i = 0; i < 200_000; i++) {
            var text = new StringBuilder("2026-02-2%dT1%d:%d%d:0%d.%dZ"
                    .formatted(
                            random.nextInt(10),
                            random.nextInt(10),
                            random.nextInt(7),
                            random.nextInt(10),
                            random.nextInt(10),
                            random.nextInt(1000)));
            if (random.nextBoolean()) {
                text.setCharAt(random.nextInt(text.length()), "0123456789-:.TtZz +".charAt(random.nextInt(19)));
            }
            var time = UtcTimes.read(text.toString());
            if (time != null) {
                read++;
                assertThat(time).as(text.toString()).isEqualTo(formatted(text.toString()));
            }
        }
        assertThat(read).isGreaterThan(50_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-11-22T03:00:00",
                "2026-11-22T03:00:00.Z",
                "2026-11-22T03:00:00.1234567890Z",
                "2026-11-22T03:00:00+00:00",
                "2026-11-22t03:00:00z",
                "2026-11-22 03:00:00Z",
                "2026-11-22T24:00:00Z",
                "2026-11-22T23:59:60Z",
                "2026-02-29T00:00:00Z",
                "2026-04-31T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-01-00T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "+2026-01-01T00:00:00Z",
                "٢٠٢٦-01-01T00:00:00Z"
            })
    void any_other_form_is_left_to_the_formatter(String text) {
        assertThat(UtcTimes.read(text)).isNull();
    }

    private static Instant formatted(String text) {
        try {
            return OffsetDateTime.parse(text, STRICT).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            return Instant.MAX;
        }
    }
}
