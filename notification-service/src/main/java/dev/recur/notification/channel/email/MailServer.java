package dev.recur.notification.channel.email;

import dev.recur.notification.receiver.MailAddress;
import io.vertx.ext.mail.MailClient;
import java.time.Duration;

/**
 * What mail is sent through.
 *
 * @param from who sends it; its domain is that of the ids of messages
 * @param patience longest wait for what comes of a mail
 */
public record MailServer(MailClient client, MailAddress from, Duration patience) {}
