package dev.recur.notification.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.ContextBlockElement;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.TextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.util.json.GsonBlockElementFactory;
import com.slack.api.util.json.GsonContextBlockElementFactory;
import com.slack.api.util.json.GsonLayoutBlockFactory;
import com.slack.api.util.json.GsonTextObjectFactory;
import dev.recur.notification.Golden;
import dev.recur.notification.TestMessages;
import dev.recur.notification.letter.Letters;
import dev.recur.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SlackMessageTest {

    /** As the SDK reads and writes blocks. */
    private static final Gson GSON = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .registerTypeAdapter(LayoutBlock.class, new GsonLayoutBlockFactory(true))
            .registerTypeAdapter(TextObject.class, new GsonTextObjectFactory(true))
            .registerTypeAdapter(ContextBlockElement.class, new GsonContextBlockElementFactory(true))
            .registerTypeAdapter(BlockElement.class, new GsonBlockElementFactory(true))
            .create();

    static Stream<String> names() {
        return TestMessages.all().keySet().stream();
    }

    private static byte[] message(String name) {
        return SlackMessage.of(
                new Letters(TestMessages.LINKS).write(TestMessages.all().get(name)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_message_looks_as_agreed(String name) {
        Golden.assertSameJson("slack/" + name + ".json", message(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_message_is_known_to_the_sdk_and_within_the_limits(String name) {
        assertWithinLimits(message(name));
    }

    @Test
    void the_longest_event_is_within_the_limits_and_says_how_much_was_left_out() {
        var bytes =
                SlackMessage.of(new Letters(TestMessages.LINKS).write(TestMessages.happened(TestMessages.longest())));

        assertWithinLimits(bytes);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).containsPattern("and \\d+ more");
    }

    @Test
    void nobodys_text_is_a_link_a_channel_or_a_command() {
        var text = new String(message("hostile"), StandardCharsets.UTF_8);

        assertThat(text).doesNotContain("<!channel>", "<https://evil", "<script>", "\\r", "\u202e");
        assertThat(text).contains("&lt;!channel&gt;");
    }

    /** The SDK's model knows every block and member; what it does not know, it drops. */
    private static void assertWithinLimits(byte[] bytes) {
        assertThat(bytes.length).isLessThanOrEqualTo(SlackMessage.LONGEST);
        var message = Json.read(bytes);
        assertThat(message.path("text").asText()).isNotBlank();
        var blocks = GSON.fromJson(message.path("blocks").toString(), LayoutBlock[].class);
        assertThat(blocks).hasSizeBetween(1, 50);
        for (var block : blocks) {
            switch (block) {
                case HeaderBlock header ->
                    assertThat(header.getText().getText().length()).isBetween(1, 150);
                case SectionBlock section
                when section.getFields() != null ->
                    assertThat(section.getFields())
                            .hasSizeBetween(1, 10)
                            .allSatisfy(field ->
                                    assertThat(field.getText().length()).isBetween(1, 2000));
                case SectionBlock section ->
                    assertThat(section.getText().getText().length()).isBetween(1, 3000);
                case ContextBlock context ->
                    assertThat(context.getElements())
                            .hasSizeBetween(1, 10)
                            .allSatisfy(element -> assertThat(element).isInstanceOf(MarkdownTextObject.class));
                default -> throw new AssertionError("an unexpected block " + block.getType());
            }
        }
        var known = Json.read(GSON.toJson(blocks).getBytes(StandardCharsets.UTF_8));
        assertNothingDropped(message.path("blocks"), known);
    }

    private static void assertNothingDropped(JsonNode sent, JsonNode known) {
        sent.properties().forEach(member -> assertNothingDropped(member.getValue(), known.path(member.getKey())));
        for (int i = 0; sent.isArray() && i < sent.size(); i++) {
            assertNothingDropped(sent.get(i), known.path(i));
        }
        if (sent.isValueNode()) {
            assertThat(known).isEqualTo(sent);
        }
    }
}
