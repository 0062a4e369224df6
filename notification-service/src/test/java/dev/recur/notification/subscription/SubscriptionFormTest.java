package dev.recur.notification.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.Problem;
import dev.recur.wire.json.Problems;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionFormTest {

    private final Problems problems = new Problems();

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void says_everything_that_is_wrong_at_once() {
        var form = SubscriptionForm.read(
                json("{'reciever':'x','where':'team=','events':['opened','closed'],'mode':'hourly','enabled':1}"),
                problems);

        assertThat(form).isEmpty();
        assertThat(problems.all())
                .extracting(Problem::pointer)
                .containsExactlyInAnyOrder("/reciever", "/name", "/receiver", "/events/1", "/mode", "/enabled");
        assertThat(problems.all()).anyMatch(problem -> problem.detail().contains("did you mean \"receiver\"?"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'mode':'daily','at':'9','zone':'Berlin'; /at /zone",
                "'mode':'daily','on':'monday'; /on",
                "'mode':'weekly','on':'someday'; /on",
                "'at':'09:00','zone':'UTC','on':'monday'; /at /zone /on",
                "'mode':'daily','at':'09:00:00.5'; /at",
            })
    void says_what_is_wrong_with_the_time_of_a_digest(String members, String pointers) {
        assertThat(SubscriptionForm.read(json("{'name':'a','receiver':'b'," + members + "}"), problems))
                .isEmpty();
        assertThat(problems.all()).extracting(Problem::pointer).containsExactly(pointers.split(" "));
    }

    @Test
    void a_digest_comes_at_nine_in_utc_and_on_mondays_unless_said_otherwise() {
        assertThat(timing("'mode':'daily'")).isEqualTo(new Timing.Daily(LocalTime.of(9, 0), ZoneOffset.UTC));
        assertThat(timing("'mode':'weekly','at':'17:30','zone':'Europe/Berlin'"))
                .isEqualTo(new Timing.Weekly(DayOfWeek.MONDAY, LocalTime.of(17, 30), ZoneId.of("Europe/Berlin")));
    }

    private Timing timing(String members) {
        return SubscriptionForm.read(json("{'name':'a','receiver':'b'," + members + "}"), problems)
                .orElseThrow()
                .timing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"component", "component=~\\\"(\\\"", "status=\\\"open\\\"", "author=\\\"eve\\\""})
    void refuses_matchers_that_could_never_match(String where) {
        SubscriptionForm.read(json("{'name':'a','receiver':'b'}").put("where", where.replace("\\", "")), problems);

        assertThat(problems.all()).extracting(Problem::pointer).containsExactly("/where");
    }

    @Test
    void what_is_left_out_is_everything_that_matters_at_once() {
        var form = SubscriptionForm.read(json("{'name':'a','receiver':'b'}"), problems)
                .orElseThrow();

        assertThat(form.events()).containsExactlyInAnyOrder(EventName.OPENED, EventName.ESCALATED, EventName.WITHDRAWN);
        assertThat(form.timing()).isEqualTo(Timing.IMMEDIATE);
        assertThat(form.enabled()).isTrue();
        assertThat(form.where()).isEqualTo(Where.EVERYTHING);
    }

    @Test
    void a_subscription_that_is_enabled_again_is_not_told_of_what_it_missed() {
        var made = Instant.parse("2026-01-01T00:00:00Z");
        var off = SubscriptionForm.read(json("{'name':'a','receiver':'b','enabled':false}"), problems)
                .orElseThrow()
                .create(UUID.randomUUID(), made);
        var on = SubscriptionForm.read(json("{'name':'a','receiver':'b'}"), problems)
                .orElseThrow();

        assertThat(on.edit(off, made.plusSeconds(60)).activeSince()).isEqualTo(made.plusSeconds(60));
        assertThat(on.edit(on.edit(off, made), made.plusSeconds(60)).activeSince())
                .isEqualTo(made);
    }
}
