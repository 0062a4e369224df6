package dev.recur.ingest.nearmiss.http;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Pages that load nothing but our style sheet, run no script and are framed by nobody. */
final class Pages {

    private static final String CONTENT_SECURITY =
            "default-src 'none'; style-src 'self'; form-action 'self';" + " base-uri 'none'; frame-ancestors 'none'";

    private Pages() {}

    static Response html(int status, TemplateInstance page) {
        return secured(Response.status(status).entity(page.render()).type(MediaType.TEXT_HTML + ";charset=UTF-8"))
                // with it a page that is looked at later would show the receipt
                .header("Cache-Control", "no-store")
                .build();
    }

    static Response.ResponseBuilder secured(Response.ResponseBuilder response) {
        return response.header("Content-Security-Policy", CONTENT_SECURITY)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Permissions-Policy", "geolocation=(), camera=(), microphone=()");
    }
}
