package dev.recur.notification.outbound;

import dev.recur.notification.channel.Answer;
import dev.recur.notification.channel.FailureReason;
import dev.recur.notification.channel.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an HTTP answer means for a delivery, as the contract's section on the outgoing webhook says. */
public final class HttpResults {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private HttpResults() {}

    public static Result of(Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Failed failed -> Result.TryAgain.because(failed.reason());
            case Outcome.Answered answered -> of(answered.answer(), answered.retryAfter(), now);
        };
    }

    private static Result of(Answer answer, @Nullable String retryAfter, Instant now) {
        var status = answer.status();
        if (status >= 200 && status < 300) {
            return new Result.Delivered(answer);
        }
        return switch (status) {
            case 410 -> new Result.GiveUp(FailureReason.GONE, answer);
            case 429 -> new Result.TryAgain(FailureReason.RATE_LIMITED, wait(retryAfter, now), answer);
            case 502, 503, 504 -> new Result.TryAgain(FailureReason.UNAVAILABLE, wait(retryAfter, now), answer);
            default -> new Result.TryAgain(reason(status), null, answer);
        };
    }

    private static FailureReason reason(int status) {
        return switch (status / 100) {
            case 3 -> FailureReason.REDIRECT;
            case 4 -> FailureReason.CLIENT_ERROR;
            default -> FailureReason.SERVER_ERROR;
        };
    }

    /** {@code Retry-After}, in seconds or as a date (RFC 9110, 10.2.3); nothing else means anything. */
    private static @Nullable Duration wait(@Nullable String retryAfter, Instant now) {
        if (retryAfter == null) {
            return null;
        }
        var text = retryAfter.strip();
        if (SECONDS.matcher(text).matches()) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            var at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return at.isAfter(now) ? Duration.between(now, at) : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
