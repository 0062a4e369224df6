package dev.recur.ingest.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.dashjoin.jsonata.Jsonata;
import dev.recur.ingest.intake.HeaderText;
import dev.recur.wire.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a mapping can call beside JSONata's own functions. Each makes nothing of what it cannot read, and never fails. */
final class MappingFunctions {

    private static final int DIGEST_DIGITS = 32;
    private static final List<String> NAMES = List.of("name", "key", "tag");

    private MappingFunctions() {}

    static void bind(Jsonata.Frame frame) {
        frame.bind("said", (Object value) -> said(value));
        frame.bind("none", (Object value) -> none(value));
        frame.bind("time", (Object value) -> time(value));
        frame.bind("pairs", (Object value) -> pairs(value));
        frame.bind("link", (Object rel, Object href) -> link(rel, href));
        frame.bind("json", (Object value) -> json(value));
        frame.bind("digest", (Object value) -> digest(value));
        frame.bind("header", (Object value) -> header(value));
    }

    /** The first that is text, a number or a flag and is not blank, as text. */
    static @Nullable String said(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Collection<?> values ->
                values.stream()
                        .map(MappingFunctions::said)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
            case String text -> text.isBlank() ? null : text;
            case Number number -> JavaValues.toJson(number).asText();
            case Boolean flag -> flag.toString();
            default -> null;
        };
    }

    /** True of what is not there, is false, or has nothing in it; JSONata's {@code $not} knows nothing of the absent. */
    static boolean none(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Boolean flag -> !flag;
            case String text -> text.isBlank();
            case Collection<?> values -> values.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            default -> false;
        };
    }

    /** A time as a sender writes it, in RFC 3339. */
    static @Nullable String time(@Nullable Object value) {
        var text = said(value);
        return text == null
                ? null
                : LenientTime.parse(text).map(Object::toString).orElse(null);
    }

    /**
     * Labels, however a sender lists them: an object, {@code "name:value"} or {@code "name=value"} in a list or between
     * commas, {@code {"name": …, "value": …}}, or {@code ["name", "value"]}. The first of a name stands.
     */
    static Map<String, Object> pairs(@Nullable Object value) {
        var result = new LinkedHashMap<String, Object>();
        switch (value) {
            case null -> {}
            case Map<?, ?> map when isPair(map) -> add(result, nameOf(map), map.get("value"));
            case Map<?, ?> map -> map.forEach((name, member) -> add(result, String.valueOf(name), member));
            case String text ->
                Stream.of(text.split(",", -1)).forEach(part -> {
                    var at = part.indexOf(':') >= 0 ? part.indexOf(':') : part.indexOf('=');
                    if (at >= 0) {
                        add(
                                result,
                                part.substring(0, at),
                                part.substring(at + 1).strip());
                    }
                });
            case Collection<?> values -> values.forEach(each -> pairOf(each).forEach(result::putIfAbsent));
            default -> {}
        }
        return result;
    }

    private static boolean isPair(Map<?, ?> map) {
        return map.containsKey("value") && !nameOf(map).isEmpty();
    }

    private static String nameOf(Map<?, ?> map) {
        return NAMES.stream()
                .map(map::get)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst()
                .orElse("");
    }

    private static Map<String, Object> pairOf(@Nullable Object element) {
        if (element instanceof List<?> list) {
            var result = new LinkedHashMap<String, Object>();
            if (list.size() == 2 && list.get(0) instanceof String name) {
                add(result, name, list.get(1));
            }
            return result;
        }
        return pairs(element);
    }

    private static void add(Map<String, Object> labels, String name, @Nullable Object value) {
        if (!name.isBlank() && (value instanceof String || value instanceof Number || value instanceof Boolean)) {
            labels.putIfAbsent(name.strip(), value);
        }
    }

    static @Nullable Map<String, Object> link(@Nullable Object rel, @Nullable Object href) {
        var target = said(href);
        return target == null ? null : Map.of("rel", String.valueOf(rel), "href", target.strip());
    }

    /** JSON inside a string. */
    static @Nullable Object json(@Nullable Object value) {
        return value instanceof String text
                ? LenientJson.read(text.getBytes(UTF_8)).map(JavaValues::of).orElse(null)
                : null;
    }

    /** An attribute that a CloudEvent has in a header, decoded. */
    static @Nullable String header(@Nullable Object value) {
        var text = said(value);
        return text == null ? null : HeaderText.decoded(text);
    }

    /** A short text that is the same for the same content. */
    static String digest(@Nullable Object value) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(Json.canonical(JavaValues.toJson(value)));
            return HexFormat.of().formatHex(sha256).substring(0, DIGEST_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
