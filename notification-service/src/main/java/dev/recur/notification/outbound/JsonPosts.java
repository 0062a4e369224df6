package dev.recur.notification.outbound;

import dev.recur.notification.channel.Answer;
import dev.recur.notification.channel.Result;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Pattern;

/** Posts JSON where a secret goes with it; what comes back does not show the secret, whoever repeats it. */
public final class JsonPosts {

    private static final String HIDDEN = "…";
    private static final Pattern PARTS = Pattern.compile("[/?&=]+");
    /** Shorter parts of a URL are words that its maker chose for everybody. */
    private static final int SHORTEST = 8;

    private final OutboundHttp http;
    private final Clock clock;

    public JsonPosts(OutboundHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** Posts to a URL that is a secret itself: each longer part of its path and query is. */
    public Result toSecret(URI url, byte[] body) {
        var parts = PARTS.split(url.getRawPath() + "?" + url.getRawQuery());
        return hiding(post(url, body), parts);
    }

    /** Posts what contains that secret. */
    public Result with(URI url, byte[] body, String secret) {
        return hiding(post(url, body), secret);
    }

    private Result post(URI url, byte[] body) {
        var outcome = http.post(url, Map.of("Content-Type", "application/json"), body);
        return HttpResults.of(outcome, clock.instant());
    }

    private static Result hiding(Result result, String... secrets) {
        return switch (result) {
            case Result.Delivered(var answer) -> new Result.Delivered(hidden(answer, secrets));
            case Result.TryAgain(var reason, var retryAfter, var answer) ->
                new Result.TryAgain(reason, retryAfter, answer == null ? null : hidden(answer, secrets));
            case Result.GiveUp(var reason, var answer) ->
                new Result.GiveUp(reason, answer == null ? null : hidden(answer, secrets));
        };
    }

    private static Answer hidden(Answer answer, String... secrets) {
        var text = answer.excerpt();
        for (var secret : secrets) {
            if (secret.length() >= SHORTEST) {
                text = withoutBeginning(text.replace(secret, HIDDEN), secret);
            }
        }
        return new Answer(answer.status(), text);
    }

    /** The excerpt may end within the secret. */
    private static String withoutBeginning(String text, String secret) {
        for (int length = secret.length() - 1; length >= SHORTEST / 2; length--) {
            if (text.endsWith(secret.substring(0, length))) {
                return text.substring(0, text.length() - length) + HIDDEN;
            }
        }
        return text;
    }
}
