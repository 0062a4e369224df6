package dev.recur.analysis.apikey.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.analysis.apikey.KeyForm;
import dev.recur.analysis.apikey.KeyView;
import dev.recur.analysis.apikey.kafka.KeyRelay;
import dev.recur.analysis.apikey.postgres.KeyRows;
import dev.recur.analysis.audit.Action;
import dev.recur.analysis.audit.postgres.AuditRows;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.service.paging.Page;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.security.Caller;
import dev.recur.service.security.IssuedKeys;
import dev.recur.service.security.KeyText;
import dev.recur.service.security.Roles;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.Problems;
import dev.recur.wire.key.IssuedKey;
import dev.recur.wire.report.Identity;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** API keys, for admins. */
@Path("/api/v1/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
@RunOnVirtualThread
@Tag(name = "operation")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooManyRequests")
@APIResponse(responseCode = "503", ref = "Unavailable")
class ApiKeyResource {

    private final Transactions transactions;
    private final KeyRelay relay;
    private final IssuedKeys keys;
    private final SecurityIdentity caller;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ApiKeyResource(Transactions transactions, KeyRelay relay, IssuedKeys keys, SecurityIdentity caller, Clock clock) {
        this.transactions = transactions;
        this.relay = relay;
        this.keys = keys;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "The keys that are accepted, those of the configuration first",
            description = "Never the keys themselves. lastUsedAt is of any service, to the minute.")
    @APIResponse(
            responseCode = "200",
            description = "All of them.",
            content = @Content(schema = @Schema(ref = "ApiKeyPage")))
    public Page<ObjectNode> list() {
        var issued = transactions.read(KeyRows::standing);
        return new Page<>(
                Stream.concat(configured(), issued.stream()).map(this::shown).toList(), null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Issue a key; the answer shows it, and nothing ever does again",
            description =
                    "roles are some of reporter, reader, editor, admin; sources are those that it may speak for, any"
                            + " when there are none.")
    @RequestBody(content = @Content(schema = @Schema(ref = "ApiKeyForm")))
    @APIResponse(
            responseCode = "201",
            description = "The key is accepted by every service in a moment.",
            headers = @Header(name = "Location", ref = "Location"),
            content = @Content(schema = @Schema(ref = "NewApiKey")))
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
    public Response issue(byte[] body) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var problems = new Problems();
        var form = KeyForm.read(Json.read(body), now, problems)
                .orElseThrow(() -> ProblemException.badRequest(problems.all()));
        if (configured().anyMatch(key -> key.name().equals(form.name()))) {
            throw taken(form.name());
        }
        var text = KeyText.generate(random);
        var key = new IssuedKey(
                Identity.random(),
                form.name(),
                KeyText.sha256(text),
                form.roles(),
                form.sources(),
                form.expiresAt(),
                now);
        var by = Caller.name(caller);
        var view = new KeyView(
                key.keyId(),
                key.name(),
                KeyView.FROM_API,
                KeyText.hint(text),
                key.roles(),
                key.sources(),
                key.expiresAt(),
                now,
                by);
        var isNew = transactions.run(statements -> {
            var added = KeyRows.add(statements, key, view);
            if (added) {
                AuditRows.add(
                        statements,
                        AuditRows.entry(now, by, Action.API_KEY_ISSUED, subject(key.keyId()), null, view.toJson()));
            }
            return added;
        });
        if (!isNew) {
            throw taken(form.name());
        }
        relay.publish();
        return Response.created(URI.create("/api/v1/api-keys/" + key.keyId()))
                .header("Cache-Control", "no-store")
                .entity(shown(view).put("key", text))
                .build();
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Revoke a key; one of the configuration is revoked there")
    @APIResponse(responseCode = "204", description = "No service accepts it for longer than a moment.")
    @APIResponse(
            responseCode = "202",
            description = "It is revoked, and the services that accept it are told when Kafka answers.")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Response revoke(@RestPath UUID id) {
        if (configured().anyMatch(key -> key.id().equals(id))) {
            throw ProblemException.conflict(
                    "That key is one of the configuration: take it out of recur.security.keys.");
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var revoked = transactions.run(statements -> {
            var key = KeyRows.revoke(statements, id, now);
            key.ifPresent(view -> AuditRows.add(
                    statements,
                    AuditRows.entry(
                            now, Caller.name(caller), Action.API_KEY_REVOKED, subject(id), view.toJson(), null)));
            return key.isPresent();
        });
        if (!revoked) {
            throw ProblemException.notFound("There is no API key " + id + ".");
        }
        return Response.status(relay.publish() ? Response.Status.NO_CONTENT : Response.Status.ACCEPTED)
                .build();
    }

    private Stream<KeyView> configured() {
        return keys.configured()
                .map(key -> new KeyView(
                        key.keyId(),
                        key.name(),
                        KeyView.FROM_CONFIGURATION,
                        null,
                        key.roles(),
                        key.sources(),
                        key.expiresAt().orElse(null),
                        null,
                        null));
    }

    private ObjectNode shown(KeyView key) {
        return key.toJson()
                .put("lastUsedAt", keys.lastUsed(key.id()).map(Object::toString).orElse(null));
    }

    private static String subject(UUID keyId) {
        return "api-key/" + keyId;
    }

    private static ProblemException taken(String name) {
        return ProblemException.conflict("There is a key of the name " + name + ".");
    }
}
