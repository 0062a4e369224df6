package dev.recur.ingest.webhook.http;

import dev.recur.ingest.intake.Sender;
import dev.recur.ingest.webhook.signature.Posted;
import dev.recur.service.security.Caller;
import dev.recur.service.security.Roles;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;

/** Reads what a webhook says beside its body. */
@ApplicationScoped
class Posts {

    private final CurrentIdentityAssociation identities;

    Posts(CurrentIdentityAssociation identities) {
        this.identities = identities;
    }

    static Posted posted(HttpServerRequest request, byte[] body) {
        var headers = new HashMap<String, String>();
        request.headers().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        return new Posted(body, headers, request.getParam("token"));
    }

    /**
     * Who holds an API key, if anybody; fails with 401 for one that is not valid and with 403 for one that is not to
     * report with. Not to be asked for a source that signs: its {@code Authorization} may be a secret of its own.
     */
    Uni<Optional<Sender>> caller() {
        return identities.getDeferredIdentity().map(Posts::reporter);
    }

    private static Optional<Sender> reporter(SecurityIdentity identity) {
        if (identity.isAnonymous()) {
            return Optional.empty();
        }
        if (!identity.hasRole(Roles.REPORTER)) {
            throw new ForbiddenException();
        }
        return Optional.of(new Sender(Caller.source(identity), Caller.sources(identity)));
    }
}
