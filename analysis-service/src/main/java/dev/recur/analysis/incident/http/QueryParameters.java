package dev.recur.analysis.incident.http;

import dev.recur.service.paging.Cursor;
import dev.recur.service.problem.ProblemException;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import dev.recur.wire.json.WireName;
import dev.recur.wire.matcher.Matchers;
import dev.recur.wire.report.Kind;
import dev.recur.wire.tag.Tag;
import dev.recur.wire.window.TimeSpan;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Query parameters that lists and counts of incidents share; each says what it must be when it is not. */
public final class QueryParameters {

    private static final Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    private QueryParameters() {}

    /** Matchers, the literals of dimensions normalised as the values that they meet. */
    public static Matchers where(@Nullable String text) {
        if (text == null) {
            return Matchers.NONE;
        }
        return Matchers.parse(text("where", text)).mapLiterals(Tag::normalise);
    }

    /** Text that a store can be asked for. */
    public static String text(String name, String text) {
        ObjectReader.storageProblem(text).ifPresent(detail -> {
            throw ProblemException.badRequest(name + ": " + detail);
        });
        return text;
    }

    /** Kinds, repeated or with commas; none for none. */
    public static Set<Kind> kinds(Collection<String> texts) {
        var kinds = EnumSet.noneOf(Kind.class);
        split(texts)
                .forEach(text -> kinds.add(WireName.find(Kind.class, text)
                        .orElseThrow(() -> ProblemException.badRequest(
                                "kind: must be one of " + WireName.allowed(Kind.class) + ", was " + text))));
        return kinds;
    }

    /** Values that may be repeated or have commas between them. */
    public static List<String> split(Collection<String> texts) {
        return texts.stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** From one time to before another, each of them open when it is missing. */
    public static TimeSpan between(@Nullable String from, @Nullable String to) {
        var first = Objects.requireNonNullElse(time("from", from), BEGINNING);
        var end = Objects.requireNonNullElse(time("to", to), END);
        if (!first.isBefore(end)) {
            throw ProblemException.badRequest("from: must be before to");
        }
        return new TimeSpan(first, end);
    }

    public static @Nullable Instant time(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        // A plus sign that was not escaped arrives as a blank.
        var problems = new Problems();
        var time = ObjectReader.time(text.replace(' ', '+'), "", problems)
                .orElseThrow(() -> ProblemException.badRequest(
                        name + ": " + problems.all().getFirst().detail()));
        if (!isStorable(time)) {
            throw ProblemException.badRequest(name + ": must be from the year 1 to 9999");
        }
        return time;
    }

    /** The position that a list of (time, id) goes on from, the first when there is no cursor. */
    public static <T> @Nullable T after(@Nullable String cursor, BiFunction<Instant, UUID, T> position) {
        var parsed = Cursor.parse(cursor, 2);
        if (parsed == null) {
            return null;
        }
        if (!isStorable(parsed.time(0))) {
            throw ProblemException.badRequest("cursor: is none that this list gave; leave it out to start anew");
        }
        return position.apply(parsed.time(0), parsed.uuid(1));
    }

    private static boolean isStorable(Instant time) {
        return !time.isBefore(BEGINNING) && !time.isAfter(END);
    }

    static @Nullable Boolean resolved(@Nullable String status) {
        return switch (status) {
            case null -> null;
            case "open" -> false;
            case "resolved" -> true;
            default -> throw ProblemException.badRequest("status: must be open or resolved, was " + status);
        };
    }
}
