package dev.recur.notification.channel.teams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recur.notification.Golden;
import dev.recur.notification.TestMessages;
import dev.recur.notification.letter.Letters;
import dev.recur.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TeamsCardTest {

    private static final int LIMIT = 28 * 1024;

    static Stream<String> names() {
        return TestMessages.all().keySet().stream();
    }

    private static byte[] card(String name) {
        return TeamsCard.of(
                new Letters(TestMessages.LINKS).write(TestMessages.all().get(name)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_message_looks_as_agreed(String name) {
        Golden.assertSameJson("teams/" + name + ".json", card(name));
    }

    @Test
    void is_a_message_with_one_card_that_teams_knows() {
        var message = Json.read(card("opened"));
        var card = message.at("/attachments/0/content");

        assertThat(message.path("type").asText()).isEqualTo("message");
        assertThat(message.at("/attachments/0/contentType").asText())
                .isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(card.path("type").asText()).isEqualTo("AdaptiveCard");
        assertThat(card.path("version").asText()).isEqualTo("1.2");
        assertThat(card.at("/actions/0/url").asText())
                .isEqualTo("https://recur.example/api/v1/investigations/" + TestMessages.INVESTIGATION);
    }

    @Test
    void the_longest_event_is_within_the_limit() {
        var bytes = TeamsCard.of(new Letters(TestMessages.LINKS).write(TestMessages.happened(TestMessages.longest())));

        assertThat(bytes.length).isLessThan(LIMIT);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).containsPattern("and \\d+ more");
    }

    @Test
    void text_stands_only_where_no_markdown_is_read() {
        var types = Json.read(card("hostile")).findValuesAsText("type");

        assertThat(types).contains("RichTextBlock", "TextRun").doesNotContain("TextBlock", "FactSet");
    }

    @Test
    void links_lead_only_where_they_were_configured_to() {
        List<JsonNode> urls = Json.read(card("hostile")).findValues("url");

        assertThat(urls).isNotEmpty().allSatisfy(url -> assertThat(url.asText()).startsWith("https://recur.example/"));
    }
}
