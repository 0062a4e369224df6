package dev.recur.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.local.RecurStack;
import dev.recur.local.ServiceName;
import dev.recur.local.StackOptions;
import dev.recur.local.demo.ShopDemo;
import dev.recur.system.kit.Http;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What {@code deploy/up --demo} shows on two days, one of them the first of a quarter; what is reported again moves. */
class DemoTest {

    private static final Instant NEW_YEAR = Instant.parse("2027-01-01T12:00:00Z");
    private static final Instant TWO_WEEKS_LATER = Instant.parse("2027-01-15T12:00:00Z");

    @Test
    void the_same_three_components_go_wrong_whatever_the_date() throws IOException {
        var options = StackOptions.temporary();
        for (var service : ServiceName.values()) {
            options = options.withProperty(service, "recur.clock.settable", "true");
        }
        try (var stack = RecurStack.start(options)) {
            assertThat(demo(stack, NEW_YEAR))
                    .contains("Recur opened:")
                    .containsPattern("payments has had \\d+ incidents within 30 days")
                    .containsPattern("search has had \\d+ incidents within 30 days")
                    .containsPattern("identity has had \\d+ incidents within 30 days")
                    .doesNotContain("catalogue has had")
                    .doesNotContain("this quarter");

            assertThat(demo(stack, TWO_WEEKS_LATER))
                    .containsPattern("payments has had \\d+ incidents within 30 days")
                    .containsPattern("search has had \\d+ incidents within 30 days")
                    .containsPattern("identity has had \\d+ incidents within 30 days")
                    .containsPattern("payments has had \\d+ incidents this quarter \\(2027-Q1\\)")
                    .containsPattern("search has had \\d+ incidents this quarter \\(2027-Q1\\)")
                    .containsPattern("identity has had \\d+ incidents this quarter \\(2027-Q1\\)")
                    .doesNotContain("catalogue has had");
        }
    }

    private static String demo(RecurStack stack, Instant now) throws IOException {
        for (var service : ServiceName.values()) {
            var clock = stack.addresses().management(service).resolve("/q/clock?to=" + now);
            assertThat(new Http().put(clock).status()).isEqualTo(200);
        }
        var screen = new ByteArrayOutputStream();
        var ahead = Duration.between(Clock.systemUTC().instant(), now);
        try (var out = new PrintStream(screen, true, StandardCharsets.UTF_8)) {
            new ShopDemo(Clock.offset(Clock.systemUTC(), ahead), out).run(stack.addresses());
        }
        return screen.toString(StandardCharsets.UTF_8);
    }
}
