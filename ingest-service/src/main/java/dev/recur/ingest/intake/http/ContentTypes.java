package dev.recur.ingest.intake.http;

import dev.recur.ingest.intake.Format;
import dev.recur.ingest.intake.HeaderText;
import dev.recur.service.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells from the headers of a request how its body is written down. */
public final class ContentTypes {

    static final String JSON = "application/json";
    static final String MERGE_PATCH = "application/merge-patch+json";
    static final String JSON_LINES = "application/x-ndjson";
    static final String CLOUD_EVENT = "application/cloudevents+json";
    static final String CLOUD_EVENT_BATCH = "application/cloudevents-batch+json";

    private static final String BINARY_PREFIX = "ce-";
    private static final Format PLAIN_JSON = new Format.PlainJson();
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([^\\s\";]+)");

    private ContentTypes() {}

    /** How the reports of a body are written down; fails with 415. */
    static Format format(HttpServerRequest request) {
        var header = request.getHeader("Content-Type");
        var isEvent = request.headers().contains("ce-specversion")
                || request.headers().contains("ce-id");
        if (JSON.equals(header) && !isEvent) {
            return PLAIN_JSON;
        }
        checkCharset(header);
        return switch (mediaType(header)) {
            case CLOUD_EVENT -> new Format.CloudEvent();
            case CLOUD_EVENT_BATCH -> new Format.CloudEventBatch();
            case JSON_LINES, "application/ndjson" -> new Format.JsonLines();
            case String type
            when isEvent && (type.isEmpty() || type.endsWith("/json") || type.endsWith("+json")) ->
                new Format.BinaryCloudEvent(attributes(request));
            case JSON -> PLAIN_JSON;
            case String type ->
                throw ProblemException.unsupportedMediaType("The Content-Type must be " + JSON + ", " + JSON_LINES
                        + ", " + CLOUD_EVENT + " or " + CLOUD_EVENT_BATCH
                        + (type.isEmpty() ? "; there was none." : "."));
        };
    }

    /** One object, whatever JSON type; fails with 415. */
    public static void mustBeJson(HttpServerRequest request) {
        var header = request.getHeader("Content-Type");
        checkCharset(header);
        var type = mediaType(header);
        if (!type.equals(JSON) && !type.equals(MERGE_PATCH)) {
            throw ProblemException.unsupportedMediaType("The Content-Type must be " + JSON + ".");
        }
    }

    private static void checkCharset(@Nullable String header) {
        var charset = header == null ? null : CHARSET.matcher(header);
        if (charset != null && charset.find() && !charset.group(1).equalsIgnoreCase("utf-8")) {
            throw ProblemException.unsupportedMediaType("JSON is UTF-8.");
        }
    }

    private static String mediaType(@Nullable String header) {
        if (header == null) {
            return "";
        }
        var end = header.indexOf(';');
        return (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> attributes(HttpServerRequest request) {
        var attributes = new HashMap<String, String>();
        request.headers().forEach((name, value) -> {
            if (name.regionMatches(true, 0, BINARY_PREFIX, 0, BINARY_PREFIX.length())) {
                attributes.putIfAbsent(
                        name.substring(BINARY_PREFIX.length()).toLowerCase(Locale.ROOT), HeaderText.decoded(value));
            }
        });
        return attributes;
    }
}
