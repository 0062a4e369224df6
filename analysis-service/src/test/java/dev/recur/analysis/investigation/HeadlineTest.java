package dev.recur.analysis.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.Rules;
import dev.recur.analysis.investigation.Headline.Seen;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Stretch;
import dev.recur.wire.window.CalendarUnit;
import dev.recur.wire.window.OrganisationCalendar;
import dev.recur.wire.window.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Every expected sentence stands in {@code headlines.csv}. */
class HeadlineTest {

    private static final OrganisationCalendar CALENDAR = new OrganisationCalendar(ZoneOffset.UTC, Month.JANUARY);
    private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");

    @ParameterizedTest(name = "{7}")
    @CsvFileSource(resources = "/headlines.csv", delimiter = '|', useHeadersInDisplayName = true)
    void a_headline_is_the_sentence_that_a_person_would_say(
            @Nullable String group,
            String rule,
            @Nullable String condition,
            BigDecimal observed,
            int incidents,
            boolean met,
            String day,
            String sentence) {
        var values = new HashMap<String, String>();
        var members = group == null ? new String[0] : group.split(",", -1);
        for (var member : members) {
            var parts = member.split("=", 2);
            values.put(parts[0], parts[1]);
        }
        var groupBy = Stream.of(members)
                .map(member -> "'" + member.split("=", 2)[0] + "'")
                .collect(Collectors.joining(","));
        var definition = Rules.definition("{'name':'r','groupBy':[" + groupBy + "]," + rule + ",'condition':{"
                + (condition == null ? "'type':'count','atLeast':1" : condition) + "}}");

        var headline = Headline.of(
                definition,
                new Group(values),
                new Seen(observed, incidents, met),
                stretch(definition.window(), Instant.parse(day + "T12:00:00Z")),
                CALENDAR,
                NOW);

        assertThat(headline).isEqualTo(sentence);
    }

    /** The calendar window of a day; an episode that ended on the day, or runs on the present one. */
    private static Stretch stretch(Window window, Instant time) {
        return switch (window) {
            case Window.Calendar(CalendarUnit unit) -> {
                var span = CALENDAR.spanAt(unit, time);
                yield new Stretch(window, span.from(), span.to());
            }
            case Window.Rolling rolling ->
                new Stretch(window, time.minus(Duration.ofDays(40)), time.equals(NOW) ? null : time);
        };
    }
}
