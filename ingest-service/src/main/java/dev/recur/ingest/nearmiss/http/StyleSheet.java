package dev.recur.ingest.nearmiss.http;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How the page looks. */
@Path("/report.css")
@PermitAll
class StyleSheet {

    private static final byte[] CSS = read();

    @GET
    @Operation(hidden = true)
    public Response get() {
        return Pages.secured(Response.ok(CSS).type("text/css;charset=UTF-8"))
                .header("Cache-Control", "max-age=3600")
                .build();
    }

    private static byte[] read() {
        try (InputStream in = Objects.requireNonNull(
                StyleSheet.class.getResourceAsStream("/report.css"), "report.css is in the jar")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
