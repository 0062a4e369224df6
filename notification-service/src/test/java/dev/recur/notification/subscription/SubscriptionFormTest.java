package dev.recur.notification.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.Problem;
import dev.recur.wire.json.Problems;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionFormTest {

    private final Problems problems = new Problems();

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void says_everything_that_is_wrong_at_once() {
        var form = SubscriptionForm.read(
                json("{'reciever':'x','where':'team=','events':['opened','closed'],'mode':'daily','enabled':1}"),
                problems);

        assertThat(form).isEmpty();
        assertThat(problems.all())
                .extracting(Problem::pointer)
                .containsExactlyInAnyOrder("/reciever", "/name", "/receiver", "/events/1", "/mode", "/enabled");
        assertThat(problems.all()).anyMatch(problem -> problem.detail().contains("did you mean \"receiver\"?"));
        assertThat(problems.all()).anyMatch(problem -> problem.detail().contains("not supported here yet"));
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
        assertThat(form.mode()).isEqualTo(Mode.IMMEDIATE);
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
