package dev.recur.notification.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.recur.notification.TestMessages;
import dev.recur.notification.channel.FailureReason;
import dev.recur.notification.channel.Message;
import dev.recur.notification.channel.Result;
import dev.recur.notification.letter.Letters;
import dev.recur.notification.receiver.Destination;
import dev.recur.notification.receiver.MailAddress;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.investigation.Status;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mail through a real server, opened as a mail program opens it; and through servers that misbehave. */
class EmailChannelTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration PATIENCE = Duration.ofMillis(1_200);
    private static final Destination.Email TO =
            new Destination.Email(List.of(new MailAddress("team@example.com"), new MailAddress("lead@example.com")));

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private static MailConfig plain(int port) {
        return new MailConfig("127.0.0.1", port)
                .setStarttls(StartTLSOptions.DISABLED)
                .setLogin(LoginOption.NONE);
    }

    private static EmailChannel channel(MailConfig config) {
        var server = new MailServer(MailClient.create(VERTX, config), new MailAddress("recur@recur.example"), PATIENCE);
        return new EmailChannel(new Letters(TestMessages.LINKS), TestMessages.LINKS, server);
    }

    private static GreenMail started(String protocol) {
        var server = new GreenMail(ServerSetup.SMTP.dynamicPort());
        if (protocol.equals("smtps")) {
            server = new GreenMail(ServerSetup.SMTPS.dynamicPort());
        }
        server.start();
        return server;
    }

    private static Message of(UUID id, EventName name, Status status) {
        var told = TestMessages.happened(TestMessages.event(name, null, status));
        return new Message(id, told.happenedAt(), told.subscribed(), told.content(), null);
    }

    @Test
    void two_events_of_an_investigation_are_one_thread_with_two_parts_each() throws Exception {
        var server = started("smtp");
        try {
            var channel = channel(plain(server.getSmtp().getPort()));
            var first = UUID.randomUUID();
            var second = UUID.randomUUID();

            assertThat(channel.deliver(of(first, EventName.OPENED, Status.OPEN), TO))
                    .isInstanceOf(Result.Delivered.class);
            assertThat(channel.deliver(of(second, EventName.WITHDRAWN, Status.WITHDRAWN), TO))
                    .isInstanceOf(Result.Delivered.class);

            var mails = server.getReceivedMessages();
            assertThat(mails).hasSize(4); // two addresses each
            assertThat(mails)
                    .extracting(mail -> header(mail, "References"))
                    .containsOnly("<investigation." + TestMessages.INVESTIGATION + "@recur.example>");
            assertThat(mails)
                    .extracting(mail -> header(mail, "In-Reply-To"))
                    .containsOnly("<investigation." + TestMessages.INVESTIGATION + "@recur.example>");
            assertThat(mails)
                    .extracting(mail -> header(mail, "Message-ID"))
                    .containsOnly("<" + first + "@recur.example>", "<" + second + "@recur.example>");
            assertReadable(mails[0]);
        } finally {
            server.stop();
        }
    }

    private static void assertReadable(MimeMessage mail) throws MessagingException, IOException {
        assertThat(mail.getSubject()).isEqualTo("[Recur] payments has had 4 incidents this quarter (2026-Q4)");
        assertThat(mail.getFrom()[0]).hasToString("Recur <recur@recur.example>");
        assertThat(mail.getAllRecipients())
                .extracting(Object::toString)
                .containsExactly("team@example.com", "lead@example.com");
        assertThat(header(mail, "List-Id")).isEqualTo("<" + TestMessages.SUBSCRIPTION + ".recur.recur.example>");
        assertThat(header(mail, "List-Unsubscribe")).isEqualTo("<https://recur.example/unsubscribe/token>");
        assertThat(header(mail, "List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(header(mail, "Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        var parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat(parts.getBodyPart(0).getContent().toString())
                .contains("Checkout answered 5xx")
                .contains("2026-Q3  ██")
                .contains("https://recur.example/api/v1/investigations/" + TestMessages.INVESTIGATION);
        assertThat(parts.getBodyPart(1).getContent().toString())
                .contains("<li>")
                .contains("██");
    }

    @Test
    void a_hostile_headline_adds_no_header_and_no_receiver() throws Exception {
        var server = started("smtp");
        try {
            var channel = channel(plain(server.getSmtp().getPort()));

            channel.deliver(TestMessages.all().get("hostile"), TO);

            var mail = server.getReceivedMessages()[0];
            assertThat(mail.getHeader("Bcc")).isNull();
            assertThat(mail.getAllRecipients()).hasSize(2);
            assertThat(server.getReceivedMessages()).hasSize(2);
            assertThat(mail.getSubject()).contains("Bcc: victim@example.com");
        } finally {
            server.stop();
        }
    }

    @Test
    void mail_goes_through_tls_from_the_first_byte() {
        var server = started("smtps");
        try {
            var port = server.getSmtps().getPort();
            var trusting = plain(port).setSsl(true).setTrustAll(true).setHostnameVerificationAlgorithm("");
            var strict = plain(port).setSsl(true).setHostnameVerificationAlgorithm("HTTPS");

            assertThat(channel(trusting).deliver(TestMessages.all().get("opened"), TO))
                    .isInstanceOf(Result.Delivered.class);
            assertThat(channel(strict).deliver(TestMessages.all().get("opened"), TO))
                    .isEqualTo(Result.TryAgain.because(FailureReason.TLS_FAILED));
            assertThat(server.getReceivedMessages()).hasSize(2);
        } finally {
            server.stop();
        }
    }

    @Test
    void without_the_tls_that_was_asked_for_nothing_is_sent() throws Exception {
        try (var server = new ScriptedSmtp(Map.of())) {
            var config = plain(server.port()).setStarttls(StartTLSOptions.REQUIRED);

            assertThat(channel(config).deliver(TestMessages.all().get("opened"), TO))
                    .isEqualTo(Result.TryAgain.because(FailureReason.TLS_FAILED));
            assertThat(server.heard).noneMatch(line -> line.startsWith("MAIL") || line.startsWith("AUTH"));
        }
    }

    @Test
    void without_a_server_nothing_is_sent_and_the_reason_says_so() {
        var channel = new EmailChannel(new Letters(TestMessages.LINKS), TestMessages.LINKS, null);

        assertThat(channel.deliver(TestMessages.all().get("opened"), TO))
                .isEqualTo(Result.TryAgain.because(FailureReason.MAIL_NOT_CONFIGURED));
    }

    @ParameterizedTest(name = "{0} answered with {1}: {2}")
    @CsvSource({
        "GREETING, 421 busy, again mail_deferred 421",
        "EHLO, 502 what, again protocol_error",
        "GREETING, 554 no mail here, gives up mail_refused 554",
        "GREETING, hang, again timeout",
        "GREETING, close, again timeout",
        "GREETING, what is this, again protocol_error 500",
        "EHLO, hang, again timeout",
        "AUTH, 535 wrong password, again mail_deferred 535",
        "AUTH, 454 later, again mail_deferred 454",
        "MAIL, 451 later, again mail_deferred 451",
        "MAIL, 552 too much, gives up mail_refused 552",
        "RCPT, 450 greylisted, again mail_deferred 450",
        "RCPT, 550 no such user, gives up mail_refused 550",
        "DATA, 451 later, again mail_deferred 451",
        "DATA, close, again connection_closed",
        "CONTENT, 452 disk full, again mail_deferred 452",
        "CONTENT, 554 looks like spam, gives up mail_refused 554",
        "CONTENT, hang, again timeout",
        "CONTENT, reset, again connection_closed",
        "CONTENT, 250 queued, delivered 250",
        "QUIT, hang, delivered 250"
    })
    void what_the_server_says_decides(String command, String reply, String result) throws Exception {
        try (var server = new ScriptedSmtp(Map.of(command, reply))) {
            var config = plain(server.port())
                    .setLogin(LoginOption.REQUIRED)
                    .setUsername("recur")
                    .setPassword("secret")
                    .setKeepAlive(false);

            assertThat(said(channel(config).deliver(TestMessages.all().get("opened"), TO)))
                    .isEqualTo(result);
        }
    }

    private static String said(Result result) {
        var answer = result.answer() == null ? "" : " " + result.answer().status();
        return switch (result) {
            case Result.Delivered delivered -> "delivered" + answer;
            case Result.TryAgain again -> "again " + again.reason().wireName() + answer;
            case Result.GiveUp gaveUp -> "gives up " + gaveUp.reason().wireName() + answer;
        };
    }

    private static String header(MimeMessage mail, String name) {
        try {
            return mail.getHeader(name, null);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
