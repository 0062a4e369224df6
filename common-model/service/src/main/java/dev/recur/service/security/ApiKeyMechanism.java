package dev.recur.service.security;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code Authorization: Bearer rk_…}; without security everybody is {@code local} and may do everything. */
@ApplicationScoped
class ApiKeyMechanism implements HttpAuthenticationMechanism {

    private static final String SCHEME = "Bearer ";

    private final SecurityConfig config;
    private final Clock clock;
    private final ApiKeys keys;
    private final List<String> hosts;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    ApiKeyMechanism(
            SecurityConfig config,
            Clock clock,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.management.host") String managementHost) {
        this.config = config;
        this.clock = clock;
        this.keys = ApiKeys.from(config.keys());
        this.hosts = List.of(host, managementHost);
    }

    /** Stops a start that would leave the door open. */
    void atStart(@Observes StartupEvent event) {
        SecurityAtStart.check(config.mode(), keys.isEmpty(), hosts);
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
        if (config.mode() == SecurityConfig.Mode.NONE) {
            return Uni.createFrom().item(identity("local", Roles.ALL, Set.of()));
        }
        var authorization = request.request().getHeader("Authorization");
        if (authorization == null) {
            return Uni.createFrom().nullItem();
        }
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? keys.find(authorization.substring(SCHEME.length()).strip(), clock.instant())
                        .map(key -> Uni.createFrom().item(identity(key)))
                        .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException()))
                : Uni.createFrom().failure(new AuthenticationFailedException());
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    private record Known(ApiKey key, SecurityIdentity identity) {}

    /** The same for each request with the key: making it costs more than finding the key. */
    @SuppressWarnings("ReferenceEquality") // a key that was read anew is made anew
    private SecurityIdentity identity(ApiKey key) {
        var earlier = known.get(key.sha256());
        if (earlier != null && earlier.key() == key) {
            return earlier.identity();
        }
        var identity = identity(key.name(), key.roles(), key.sources());
        known.put(key.sha256(), new Known(key, identity));
        return identity;
    }

    private static SecurityIdentity identity(String name, Set<String> roles, Set<String> sources) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(name))
                .addRoles(roles)
                .addAttribute(Caller.SOURCES, sources)
                .build();
    }
}
