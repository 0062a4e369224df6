package dev.recur.wire.marker;

import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import dev.recur.wire.report.TagsReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what people say of a marker, collecting every problem. */
public final class MarkerReader {

    /** Members of a marker that people write, apart from its identity. */
    public static final List<String> MEMBERS = List.of("type", "title", "startsAt", "endsAt", "tags");

    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final int LONGEST_TITLE = 1000;
    private static final Duration AHEAD = Duration.ofDays(366);

    private MarkerReader() {}

    /** What was said; of use only where there are no problems. */
    public record Said(
            @Nullable String type,
            @Nullable String title,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            Map<String, List<String>> tags) {}

    /**
     * Reads an object, which may have other members too. Problems are added to those of the reader.
     *
     * @param now a start more than a year after it is refused
     */
    public static Said read(ObjectReader object, Instant now) {
        var problems = object.problems();
        var type = object.requiredText("type", 40);
        if (type != null && !TYPE.matcher(type).matches()) {
            problems.add(object.pointer("type"), "must match " + TYPE);
        }
        var title = object.text("title", LONGEST_TITLE);
        var startsAt = object.requiredTime("startsAt");
        checkRange(object.pointer("startsAt"), startsAt, now, problems);
        var endsAt = object.time("endsAt");
        if (endsAt != null && startsAt != null && endsAt.isBefore(startsAt)) {
            problems.add(object.pointer("endsAt"), "must not be before startsAt, was " + endsAt);
        }
        checkRange(object.pointer("endsAt"), endsAt, now, problems);
        return new Said(type, title, startsAt, endsAt, tags(object, problems));
    }

    private static Map<String, List<String>> tags(ObjectReader object, Problems problems) {
        var node = object.node("tags");
        return node == null || node.isNull()
                ? Map.of()
                : TagsReader.read(node, object.pointer("tags"), problems).orElse(Map.of());
    }

    private static void checkRange(String pointer, @Nullable Instant time, Instant now, Problems problems) {
        if (time != null && (time.isBefore(Instant.EPOCH) || time.isAfter(now.plus(AHEAD)))) {
            problems.add(pointer, "must be from 1970 to a year from now, was " + time);
        }
    }
}
