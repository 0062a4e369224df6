package dev.recur.service.security;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Gives who comes with an OIDC token the roles that come with its roles, as an API key has them. */
@ApplicationScoped
class OidcRoles implements SecurityIdentityAugmentor {

    private static final String UNNAMED = "oidc";

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom()
                .item(
                        identity.getPrincipal() instanceof JsonWebToken token
                                ? QuarkusSecurityIdentity.builder(identity)
                                        .addRoles(Roles.expand(Roles.known(identity.getRoles())))
                                        .addAttribute(Caller.SOURCES, Set.of())
                                        .addAttribute(Caller.SOURCE, program(token))
                                        .build()
                                : identity);
    }

    /** The program that the token was given to. */
    private static String program(JsonWebToken token) {
        return Stream.of("azp", "client_id")
                .flatMap(claim -> token.<String>claim(claim).stream())
                .findFirst()
                .orElse(UNNAMED);
    }
}
