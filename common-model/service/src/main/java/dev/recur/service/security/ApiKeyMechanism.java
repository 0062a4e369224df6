package dev.recur.service.security;

import dev.recur.service.problem.ProblemException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * {@code Authorization: Bearer rk_…}; without security everybody is {@code local} and may do everything. What is no API
 * key is left to OIDC where that is enabled.
 */
@ApplicationScoped
class ApiKeyMechanism implements HttpAuthenticationMechanism {

    private static final String SCHEME = "Bearer ";
    private static final Duration SOON = Duration.ofSeconds(2);

    /** Before the mechanism of OIDC, for which an API key would be a token that it cannot verify. */
    private static final int PRIORITY = DEFAULT_PRIORITY + 1_000;

    private static final SecurityIdentity LOCAL = Caller.identity("local", Roles.ALL, Set.of());

    private final Clock clock;
    private final ApiKeys keys;
    private final boolean isOpen;
    private final boolean takesTokens;

    ApiKeyMechanism(
            SecurityConfig config,
            Clock clock,
            ApiKeys keys,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean oidcEnabled) {
        this.clock = clock;
        this.keys = keys;
        this.isOpen = config.isNone();
        this.takesTokens = oidcEnabled;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
        if (isOpen) {
            return Uni.createFrom().item(LOCAL);
        }
        var authorization = request.request().getHeader("Authorization");
        if (authorization == null) {
            return Uni.createFrom().nullItem();
        }
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Uni.createFrom().failure(new AuthenticationFailedException());
        }
        var token = authorization.substring(SCHEME.length()).strip();
        if (!token.startsWith(KeyText.PREFIX)) {
            return takesTokens
                    ? Uni.createFrom().nullItem()
                    : Uni.createFrom().failure(new AuthenticationFailedException());
        }
        var now = clock.instant();
        var key = keys.find(token, now);
        if (key.isPresent()) {
            key.get().used(now);
            return Uni.createFrom().item(key.get().identity());
        }
        return Uni.createFrom()
                .failure(
                        keys.isComplete() || !KeyText.isWhole(token)
                                ? new AuthenticationFailedException()
                                : ProblemException.unavailable("The issued keys are still being read.", SOON));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    @Override
    public int getPriority() {
        return PRIORITY;
    }
}
