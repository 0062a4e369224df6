package dev.recur.wire.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import dev.recur.wire.json.WireName;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads facts from JSON; absent says nothing, {@code null} clears. */
public final class FactsReader {

    private static final String MEASURE = "[A-Za-z][A-Za-z0-9_]{0,63}";
    private static final int LONGEST_MEASURE = 64;
    private static final int MOST_MEASURES = 40;
    private static final int MOST_LINKS = 40;
    private static final BigDecimal MEASURE_LIMIT = BigDecimal.TEN.pow(18);

    private final ObjectReader object;
    private final Problems problems;
    private final Instant latest;

    private FactsReader(ObjectReader object, Instant now) {
        this.object = object;
        this.problems = object.problems();
        this.latest = now.plus(366, ChronoUnit.DAYS);
    }

    /**
     * The facts of an object, which may have other members too. Problems are added to those of the reader; where there
     * are any the result is of no use.
     *
     * @param now times more than a year after it are refused
     */
    public static Facts read(ObjectReader object, Instant now) {
        return new FactsReader(object, now).facts();
    }

    private Facts facts() {
        return new Facts(
                fact("kind", (node, at) -> constant(Kind.class, node, at)),
                fact("title", (node, at) -> ObjectReader.text(node, at, Json.MAX_STRING, problems)),
                fact("summary", this::summary),
                fact("severity", (node, at) -> constant(Severity.class, node, at)),
                fact("occurredAt", this::time),
                fact("detectedAt", this::time),
                fact("acknowledgedAt", this::time),
                fact("mitigatedAt", this::time),
                fact("resolvedAt", this::time),
                fact("tags", (node, at) -> TagsReader.read(node, at, problems)),
                fact("measures", this::measures),
                fact("links", this::links),
                fact(
                        "duplicateOf",
                        (node, at) -> ObjectReader.text(node, at, 36, problems)
                                .flatMap(text -> ObjectReader.uuid(text, at, problems))),
                fact("backfilled", this::flag));
    }

    private interface ValueReader<T> {
        Optional<T> read(JsonNode node, String pointer);
    }

    private <T> Fact<T> fact(String member, ValueReader<T> reader) {
        var node = object.node(member);
        if (node == null) {
            return new Fact.Absent<>();
        }
        if (node.isNull()) {
            return new Fact.Cleared<>();
        }
        return reader.read(node, object.pointer(member))
                .<Fact<T>>map(Fact.Stated::new)
                .orElseGet(Fact.Absent::new);
    }

    private <E extends Enum<E> & WireName> Optional<E> constant(Class<E> type, JsonNode node, String pointer) {
        var found = node.isTextual() ? WireName.find(type, node.textValue()) : Optional.<E>empty();
        if (found.isEmpty()) {
            problems.add(pointer, "must be one of " + WireName.allowed(type));
        }
        return found;
    }

    /** An empty summary is as good as none. */
    private Optional<String> summary(JsonNode node, String pointer) {
        return node.isTextual()
                        && node.textValue().isBlank()
                        && node.textValue().indexOf('\0') < 0
                ? Optional.of("")
                : ObjectReader.text(node, pointer, Json.MAX_STRING, problems);
    }

    private Optional<Instant> time(JsonNode node, String pointer) {
        return ObjectReader.text(node, pointer, 64, problems)
                .flatMap(text -> ObjectReader.time(text, pointer, problems))
                .filter(time -> {
                    var inRange = !time.isBefore(Instant.EPOCH) && !time.isAfter(latest);
                    if (!inRange) {
                        problems.add(pointer, "must be from 1970 to a year from now, was " + time);
                    }
                    return inRange;
                });
    }

    private Optional<Boolean> flag(JsonNode node, String pointer) {
        if (!node.isBoolean()) {
            problems.add(pointer, "must be true or false");
            return Optional.empty();
        }
        return Optional.of(node.booleanValue());
    }

    private Optional<Map<String, Optional<BigDecimal>>> measures(JsonNode node, String pointer) {
        if (!(node instanceof ObjectNode measures)) {
            problems.add(pointer, "must be an object of numbers, for example {\"downtimeMinutes\": 45}");
            return Optional.empty();
        }
        if (measures.size() > MOST_MEASURES) {
            problems.add(pointer, "must have at most " + MOST_MEASURES + " measures, had " + measures.size());
            return Optional.empty();
        }
        var result = new LinkedHashMap<String, Optional<BigDecimal>>();
        measures.properties().forEach(member -> {
            var at = Problems.pointer(pointer, member.getKey());
            if (!isMeasureName(member.getKey())) {
                problems.add(at, "a measure's name must match " + MEASURE);
            } else if (member.getValue().isNull()) {
                result.put(member.getKey(), Optional.empty());
            } else if (!isMeasure(member.getValue())) {
                problems.add(at, "must be a number from 0 to below 10^18 with at most 9 decimals");
            } else {
                result.put(member.getKey(), Optional.of(plain(member.getValue().decimalValue())));
            }
        });
        return Optional.of(result);
    }

    /** The same number with 0 to 9 decimals, so that {@code 0e9} does not come back out of a sum. */
    private static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** Matches {@link #MEASURE}, which as an expression costs more than all else that is looked at of a measure. */
    private static boolean isMeasureName(String name) {
        if (name.isEmpty() || name.length() > LONGEST_MEASURE || !isLetter(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            var c = name.charAt(i);
            if (!isLetter(c) && c != '_' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isMeasure(JsonNode node) {
        if (!node.isNumber()) {
            return false;
        }
        var number = node.decimalValue();
        return number.signum() >= 0
                && number.compareTo(MEASURE_LIMIT) < 0
                && number.stripTrailingZeros().scale() <= 9;
    }

    private Optional<List<Link>> links(JsonNode node, String pointer) {
        if (!node.isArray() || node.size() > MOST_LINKS) {
            problems.add(
                    pointer, "must be an array of at most " + MOST_LINKS + " links {\"rel\": \"…\", \"href\": \"…\"}");
            return Optional.empty();
        }
        var result = new ArrayList<Link>();
        for (int i = 0; i < node.size(); i++) {
            var at = Problems.pointer(pointer, i);
            if (!(node.get(i) instanceof ObjectNode link)) {
                problems.add(at, "must be an object {\"rel\": \"…\", \"href\": \"…\"}");
                continue;
            }
            var reader = object.inside(link, at);
            reader.refuseUnknown(List.of("rel", "href"));
            var rel = reader.requiredText("rel", 200);
            var href = reader.requiredText("href", 4096);
            if (href != null && !isWebAddress(href)) {
                problems.add(reader.pointer("href"), "must be an absolute http or https URI");
            } else if (rel != null && href != null) {
                result.add(new Link(rel, href));
            }
        }
        return Optional.of(result);
    }

    private static boolean isWebAddress(String href) {
        try {
            var uri = new URI(href);
            return uri.getHost() != null
                    && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
