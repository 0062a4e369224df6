package dev.recur.wire.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the members of one JSON object, collecting a problem for each that is not what it should be. */
public final class ObjectReader {

    private static final DateTimeFormatter RFC_3339 = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_OFFSET_DATE_TIME)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final String WHOLE_SECOND = "0000-00-00T00:00:00Z";
    private static final Instant FIRST_TIME = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant AFTER_LAST_TIME = Instant.parse("+10000-01-01T00:00:00Z");
    private static final String UUID_FORM = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

    private final ObjectNode object;
    private final String pointer;
    private final Problems problems;
    private final boolean ignoresUnknown;

    public ObjectReader(ObjectNode object, String pointer, Problems problems) {
        this(object, pointer, problems, false);
    }

    private ObjectReader(ObjectNode object, String pointer, Problems problems, boolean ignoresUnknown) {
        this.object = object;
        this.pointer = pointer;
        this.problems = problems;
        this.ignoresUnknown = ignoresUnknown;
    }

    /** Reads what a newer version of ourselves may have written: members that are not known are ignored everywhere. */
    public static ObjectReader ignoringUnknown(ObjectNode object, String pointer, Problems problems) {
        return new ObjectReader(object, pointer, problems, true);
    }

    public Problems problems() {
        return problems;
    }

    public String pointer(String member) {
        return Problems.pointer(pointer, member);
    }

    /** Adds a problem for every member that is not one of these, naming the nearest; nothing where they are ignored. */
    public void refuseUnknown(Collection<String> known) {
        if (ignoresUnknown) {
            return;
        }
        for (var names = object.fieldNames(); names.hasNext() && !problems.isFull(); ) {
            var name = names.next();
            if (!known.contains(name)) {
                problems.add(pointer(name), NearestName.unknownMember(name, known));
            }
        }
    }

    /** Reads an object inside this one, by the same rules. */
    public ObjectReader inside(ObjectNode inner, String innerPointer) {
        return new ObjectReader(inner, innerPointer, problems, ignoresUnknown);
    }

    /** The member as it stands, {@code null} where it is absent; JSON's {@code null} is a node. */
    public @Nullable JsonNode node(String member) {
        return object.get(member);
    }

    /** Text that is not blank, or {@code null} where the member is absent, {@code null} or wrong. */
    public @Nullable String text(String member, int longest) {
        var node = object.get(member);
        return node == null || node.isNull()
                ? null
                : text(node, pointer(member), longest, problems).orElse(null);
    }

    /** As {@link #text(String, int)}, for a member that must be there. */
    public @Nullable String requiredText(String member, int longest) {
        var node = object.get(member);
        if (node == null || node.isNull()) {
            problems.add(pointer(member), "is required");
            return null;
        }
        return text(node, pointer(member), longest, problems).orElse(null);
    }

    /** A UUID that must be there. */
    public @Nullable UUID requiredUuid(String member) {
        var text = requiredText(member, 36);
        return text == null ? null : uuid(text, pointer(member), problems).orElse(null);
    }

    /** A time that must be there, cut to microseconds. */
    public @Nullable Instant requiredTime(String member) {
        var text = requiredText(member, 64);
        return text == null ? null : time(text, pointer(member), problems).orElse(null);
    }

    /** A time, cut to microseconds, or {@code null} where the member is absent, {@code null} or wrong. */
    public @Nullable Instant time(String member) {
        var text = text(member, 64);
        return text == null ? null : time(text, pointer(member), problems).orElse(null);
    }

    /** Text that is not blank and that every store can keep. */
    public static Optional<String> text(JsonNode node, String pointer, int longest, Problems problems) {
        if (!node.isTextual()) {
            problems.add(pointer, "must be a string, was " + typeOf(node));
            return Optional.empty();
        }
        var text = node.textValue();
        if (text.isBlank()) {
            problems.add(pointer, "must not be blank");
            return Optional.empty();
        }
        if (text.length() > longest) {
            problems.add(pointer, "must be at most " + longest + " characters, was " + text.length());
            return Optional.empty();
        }
        var problem = storageProblem(text);
        problem.ifPresent(detail -> problems.add(pointer, detail));
        return problem.isPresent() ? Optional.empty() : Optional.of(text);
    }

    /** Why no store could keep the text, if so. */
    public static Optional<String> storageProblem(String text) {
        if (text.indexOf('\0') >= 0) {
            return Optional.of("must not contain the character U+0000");
        }
        return hasLoneSurrogate(text) ? Optional.of("must not contain half of a surrogate pair") : Optional.empty();
    }

    /** A UUID in its canonical text form, in any case. */
    public static Optional<UUID> uuid(String text, String pointer, Problems problems) {
        if (!hasUuidForm(text)) {
            problems.add(pointer, "must be a UUID");
            return Optional.empty();
        }
        return Optional.of(UUID.fromString(text));
    }

    /** Java's own reader takes also what is shorter. */
    private static boolean hasUuidForm(String text) {
        if (text.length() != UUID_FORM.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            var isHexadecimal = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            if (UUID_FORM.charAt(i) == 'x' ? !isHexadecimal : c != '-') {
                return false;
            }
        }
        return true;
    }

    /** An RFC 3339 time with any offset, cut to microseconds; in UTC its year has four digits. */
    public static Optional<Instant> time(String text, String pointer, Problems problems) {
        var usual = UtcTimes.read(text);
        if (usual != null) {
            return Optional.of(usual);
        }
        try {
            var time = isWholeSecondInUtc(text)
                    ? wholeSecondInUtc(text)
                    : OffsetDateTime.parse(text, RFC_3339).toInstant().truncatedTo(ChronoUnit.MICROS);
            if (!time.isBefore(FIRST_TIME) && time.isBefore(AFTER_LAST_TIME)) {
                return Optional.of(time);
            }
        } catch (DateTimeException e) {
            // said below
        }
        problems.add(pointer, "must be an RFC 3339 time with an offset, for example 2026-11-22T03:00:00Z");
        return Optional.empty();
    }

    /** The usual form, {@code 2026-11-22T03:00:00Z}, for which a parser of all forms takes ten times as long. */
    private static boolean isWholeSecondInUtc(String text) {
        if (text.length() != WHOLE_SECOND.length()) {
            return false;
        }
        for (int i = 0; i < WHOLE_SECOND.length(); i++) {
            var c = text.charAt(i);
            var form = WHOLE_SECOND.charAt(i);
            if (form == '0' ? c < '0' || c > '9' : c != form) {
                return false;
            }
        }
        return true;
    }

    private static Instant wholeSecondInUtc(String text) {
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19))
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    /** The JSON type, for an error. */
    public static String typeOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case BOOLEAN -> "a boolean";
            case NUMBER -> "a number";
            case NULL, MISSING -> "null";
            case STRING, BINARY -> "a string";
        };
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }
}
