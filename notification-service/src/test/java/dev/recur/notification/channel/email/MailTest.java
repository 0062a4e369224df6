package dev.recur.notification.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.notification.Golden;
import dev.recur.notification.TestMessages;
import dev.recur.notification.channel.Message;
import dev.recur.notification.letter.Letters;
import dev.recur.notification.letter.Links;
import dev.recur.notification.receiver.MailAddress;
import io.vertx.ext.mail.MailMessage;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailTest {

    static Stream<String> names() {
        return TestMessages.all().keySet().stream();
    }

    private static MailMessage mail(String name) {
        return mail(TestMessages.all().get(name));
    }

    private static MailMessage mail(Message message) {
        return Mail.of(
                message,
                new Letters(TestMessages.LINKS).write(message),
                TestMessages.LINKS,
                new MailAddress("recur@recur.example"),
                List.of(new MailAddress("team@example.com")));
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_message_looks_as_agreed(String name) {
        var mail = mail(name);
        var headers = mail.getHeaders().entries().stream()
                .map(header -> header.getKey() + ": " + header.getValue() + "\n")
                .sorted()
                .collect(Collectors.joining());

        Golden.assertSame(
                "email/" + name + ".txt", "Subject: " + mail.getSubject() + "\n" + headers + "\n" + mail.getText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"opened", "hostile", "digest"})
    void html_looks_as_agreed(String name) {
        Golden.assertSame("email/" + name + ".html", mail(name).getHtml());
    }

    @Test
    void nobodys_text_becomes_a_header_or_markup() {
        var mail = mail("hostile");

        assertThat(mail.getSubject()).doesNotContain("\r", "\n");
        assertThat(mail.getHeaders().names()).doesNotContain("Bcc");
        assertThat(mail.getHtml())
                .doesNotContain("<script>", "<!channel>", "<https://evil")
                .contains("&lt;script&gt;");
    }

    @Test
    void without_a_base_url_it_says_how_to_end_the_subscription_and_promises_no_click() {
        var message = TestMessages.all().get("opened");
        var bare = new Links(null, null, id -> "token");

        var mail = Mail.of(
                message,
                new Letters(bare).write(message),
                bare,
                new MailAddress("recur@recur.example"),
                List.of(new MailAddress("team@example.com")));

        assertThat(mail.getHeaders().names()).doesNotContain("List-Unsubscribe", "List-Unsubscribe-Post");
        assertThat(mail.getText())
                .contains("DELETE /api/v1/subscriptions/" + TestMessages.SUBSCRIPTION)
                .doesNotContain("http");
    }
}
