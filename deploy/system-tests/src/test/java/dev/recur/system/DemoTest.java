package dev.recur.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.local.RecurStack;
import dev.recur.local.StackOptions;
import dev.recur.local.demo.ShopDemo;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** What {@code deploy/up --demo} shows, on two days: what is reported again on another day moves with it. */
class DemoTest {

    /** On its fourth day a quarter is too young for the demo's patterns, from the tenth on it is not. */
    private static final int TOO_EARLY = 4;

    private static final int LATE_ENOUGH = 10;

    private final Clock clock = Clock.systemUTC();

    @Test
    void three_components_go_wrong_unless_the_quarter_has_just_begun() {
        var today = LocalDate.now(clock);
        var quarter = today.withDayOfMonth(1).minusMonths((today.getMonthValue() - 1) % 3);
        var dayOfQuarter = quarter.until(today, ChronoUnit.DAYS) + 1;
        try (var stack = RecurStack.start(StackOptions.temporary())) {
            if (dayOfQuarter >= TOO_EARLY) {
                assertThat(demo(stack, quarter.plusDays(TOO_EARLY - 1L)))
                        .contains("too early for four incidents of one component")
                        .doesNotContain("Recur opened:")
                        .containsPattern("payments +\\d{4}-Q[1-4]  \\d+ incidents, \\d+ near misses");
            }
            if (dayOfQuarter >= LATE_ENOUGH) {
                assertThat(demo(stack, today))
                        .contains("Recur opened:")
                        .containsPattern("payments has had \\d+ incidents this quarter")
                        .containsPattern("search has had \\d+ incidents this quarter")
                        .containsPattern("identity has had \\d+ incidents this quarter")
                        .doesNotContain("catalogue has had");
            } else {
                assertThat(demo(stack, today)).isNotBlank();
            }
        }
    }

    private static String demo(RecurStack stack, LocalDate day) {
        var screen = new ByteArrayOutputStream();
        var noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        var offset = Duration.between(Clock.systemUTC().instant(), noon);
        try (var out = new PrintStream(screen, true, StandardCharsets.UTF_8)) {
            new ShopDemo(Clock.offset(Clock.systemUTC(), offset), out).run(stack.addresses());
        }
        return screen.toString(StandardCharsets.UTF_8);
    }
}
