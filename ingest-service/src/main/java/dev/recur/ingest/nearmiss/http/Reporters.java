package dev.recur.ingest.nearmiss.http;

import dev.recur.ingest.intake.Transport;
import dev.recur.ingest.intake.http.Requests;
import dev.recur.ingest.limit.RateLimits;
import dev.recur.ingest.limit.http.RateLimitHeaders;
import dev.recur.ingest.nearmiss.Reporter;
import dev.recur.service.security.Roles;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Says who tells of a near miss; where near misses are anonymous it does not even look. */
@ApplicationScoped
class Reporters {

    private static final String ANYBODY = "anybody";

    private final NearMissConfig config;
    private final CurrentIdentityAssociation identities;
    private final RateLimits ofKeys;
    private final RateLimits ofAnybody;

    Reporters(NearMissConfig config, CurrentIdentityAssociation identities, @Identifier("keys") RateLimits ofKeys) {
        this.config = config;
        this.identities = identities;
        this.ofKeys = ofKeys;
        this.ofAnybody = new RateLimits(Optional.of(config.rate()), Map.of());
    }

    boolean areAnonymous() {
        return config.anonymous();
    }

    /** The reporter of a request whose body is not there yet; fails with 401, 403 or 429. */
    Uni<Reporter> of(RoutingContext routing) {
        if (config.anonymous()) {
            RateLimitHeaders.tell(ofAnybody.take(ANYBODY), routing.response());
            return Uni.createFrom().item(new Reporter.Anonymous(System.nanoTime()));
        }
        return identities.getDeferredIdentity().map(identity -> {
            if (identity.isAnonymous()) {
                throw new UnauthorizedException();
            }
            if (!identity.hasRole(Roles.REPORTER)) {
                throw new ForbiddenException();
            }
            var submission = Requests.submission(Transport.API, identity, routing.request());
            RateLimitHeaders.tell(ofKeys.take(submission.sender().name()), routing.response());
            return new Reporter.Known(submission);
        });
    }

    /** The same, with the body there by now. */
    static Reporter received(Reporter reporter) {
        return switch (reporter) {
            case Reporter.Anonymous anonymous -> new Reporter.Anonymous(System.nanoTime());
            case Reporter.Known(var submission) -> new Reporter.Known(submission.received());
        };
    }
}
