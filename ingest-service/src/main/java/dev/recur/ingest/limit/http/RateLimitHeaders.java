package dev.recur.ingest.limit.http;

import dev.recur.ingest.limit.Allowance;
import dev.recur.ingest.limit.Rate;
import dev.recur.service.problem.ProblemException;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/**
 * Says in the fields {@code RateLimit-Policy} and {@code RateLimit} (draft-ietf-httpapi-ratelimit-headers) what is left,
 * whatever the answer, and fails with 429 when nothing is.
 */
public final class RateLimitHeaders {

    private RateLimitHeaders() {}

    public static void tell(Allowance allowance, HttpServerResponse response) {
        switch (allowance) {
            case Allowance.Unlimited unlimited -> {}
            case Allowance.Within(var rate, var remaining) -> fields(response, rate, remaining, Duration.ZERO);
            case Allowance.Over(var rate, var delay) -> {
                fields(response, rate, 0, delay);
                throw ProblemException.tooManyRequests(
                        "The rate of this key is " + rate.perSecond() + " reports a second; send the same again later.",
                        Duration.ofSeconds(seconds(delay)));
            }
        }
    }

    private static void fields(HttpServerResponse response, Rate rate, long remaining, Duration delay) {
        // over the time in which a bucket fills, its burst can be sent
        var window = Math.max(1, rate.burst() / rate.perSecond());
        response.putHeader("RateLimit-Policy", "\"reports\";q=" + rate.burst() + ";w=" + window)
                .putHeader(
                        "RateLimit", "\"reports\";r=" + remaining + ";t=" + (remaining > 0 ? window : seconds(delay)));
    }

    private static long seconds(Duration delay) {
        return Math.max(1, delay.plusMillis(999).toSeconds());
    }
}
