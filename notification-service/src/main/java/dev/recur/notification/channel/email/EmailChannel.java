package dev.recur.notification.channel.email;

import dev.recur.notification.channel.Answer;
import dev.recur.notification.channel.Channel;
import dev.recur.notification.channel.FailureReason;
import dev.recur.notification.channel.Message;
import dev.recur.notification.channel.Result;
import dev.recur.notification.letter.Letters;
import dev.recur.notification.letter.Links;
import dev.recur.notification.outbound.Failures;
import dev.recur.notification.receiver.Destination;
import io.vertx.ext.mail.SMTPException;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a mail to all of a receiver's addresses at once: the mail server takes it for all of them or for none, so that a
 * retry repeats nothing.
 */
public final class EmailChannel implements Channel<Destination.Email> {

    private static final int ACCEPTED = 250;
    /** Replies of those who do not understand each other; the client also has 500 for what is no reply. */
    private static final int FIRST_ABOUT_TALK = 500;

    private static final int LAST_ABOUT_TALK = 504;
    /** Replies about our login, which the operator can mend; everything else of 5xx is about the mail. */
    private static final Set<Integer> ABOUT_LOGIN = Set.of(530, 534, 535, 538);

    private final Letters letters;
    private final Links links;
    private final @Nullable MailServer server;

    /**
     * Sends through that server.
     *
     * @param server {@code null} if none is configured
     */
    public EmailChannel(Letters letters, Links links, @Nullable MailServer server) {
        this.letters = letters;
        this.links = links;
        this.server = server;
    }

    @Override
    public Result deliver(Message message, Destination.Email destination) {
        if (server == null) {
            return Result.TryAgain.because(FailureReason.MAIL_NOT_CONFIGURED);
        }
        var mail = Mail.of(message, letters.write(message), links, server.from(), destination.to());
        try {
            var unused = server.client()
                    .sendMail(mail)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(server.patience().toMillis(), TimeUnit.MILLISECONDS);
            return new Result.Delivered(new Answer(ACCEPTED, ""));
        } catch (TimeoutException e) {
            return Result.TryAgain.because(FailureReason.TIMEOUT);
        } catch (ExecutionException e) {
            return failure(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Result.TryAgain.because(FailureReason.INTERNAL_ERROR);
        }
    }

    private static Result failure(Throwable failure) {
        if (!(failure instanceof SMTPException refusal)) {
            return Result.TryAgain.because(withoutReply(failure));
        }
        var code = refusal.getReplyCode();
        var answer = new Answer(code, excerpt(refusal));
        if (code >= FIRST_ABOUT_TALK && code <= LAST_ABOUT_TALK) {
            return new Result.TryAgain(FailureReason.PROTOCOL_ERROR, null, answer);
        }
        return refusal.isPermanent() && !ABOUT_LOGIN.contains(code)
                ? new Result.GiveUp(FailureReason.MAIL_REFUSED, answer)
                : new Result.TryAgain(FailureReason.MAIL_DEFERRED, null, answer);
    }

    /** What the client has no type for is that the two cannot agree on how to talk. */
    private static FailureReason withoutReply(Throwable failure) {
        var reason = Failures.reason(failure);
        if (reason != FailureReason.INTERNAL_ERROR) {
            return reason;
        }
        return String.valueOf(failure.getMessage()).startsWith("STARTTLS required")
                ? FailureReason.TLS_FAILED
                : FailureReason.PROTOCOL_ERROR;
    }

    private static String excerpt(SMTPException refusal) {
        var text = String.join("\n", refusal.getReplyMessages()).replace('\0', ' ');
        return text.substring(0, Math.min(text.length(), Answer.LONGEST_EXCERPT));
    }
}
