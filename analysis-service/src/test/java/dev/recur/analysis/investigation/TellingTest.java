package dev.recur.analysis.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.Reports;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TellingTest {

    private static final int MOST = 100;
    private static final Instant NOW = Reports.NOON;

    @ParameterizedTest(name = "opening {0}, noticed {1}: {2}")
    @CsvSource({
        // the how manieth within the hour, when the notice was last told, how it is told
        "1,   ,                     BY_ITSELF",
        "100, ,                     BY_ITSELF",
        "101, ,                     AS_NOTICE",
        "102, 2026-02-03T11:59:59Z, NOT",
        "500, 2026-02-03T11:00:01Z, NOT",
        "500, 2026-02-03T11:00:00Z, AS_NOTICE",
        "100, 2026-02-03T11:59:59Z, BY_ITSELF",
    })
    void a_bad_rule_is_told_of_once_an_hour(long openings, @Nullable Instant noticed, Telling telling) {
        assertThat(Telling.of(openings, MOST, noticed, NOW)).isEqualTo(telling);
    }
}
