package dev.recur.notification.subscription;

import dev.recur.wire.investigation.Investigation;
import dev.recur.wire.matcher.Matcher;
import dev.recur.wire.matcher.Matchers;
import dev.recur.wire.tag.Tag;
import java.util.List;

/**
 * Which investigations: matchers of the group's dimensions, and of {@code rule} (its name), {@code ruleId} and
 * {@code priority}.
 *
 * @param text as it was written
 * @param matchers with literals in the form of what they are compared with
 */
public record Where(String text, Matchers matchers) {

    private static final String RULE = "rule";
    private static final String RULE_ID = "ruleId";
    private static final String PRIORITY = "priority";

    public static final Where EVERYTHING = new Where("", Matchers.NONE);

    /**
     * Reads it.
     *
     * @throws dev.recur.wire.matcher.MalformedMatchers saying what is wrong with it
     */
    public static Where parse(String text) {
        var written = Matchers.parse(text).all();
        return new Where(
                text, new Matchers(written.stream().map(Where::normalised).toList()));
    }

    /** True for a name that is not a dimension of the group. */
    static boolean isOwnName(String name) {
        return name.equals(RULE) || name.equals(RULE_ID) || name.equals(PRIORITY);
    }

    public boolean matches(Investigation investigation) {
        return matchers.matches(name -> values(investigation, name));
    }

    private static List<String> values(Investigation investigation, String name) {
        return switch (name) {
            case RULE -> List.of(investigation.rule().name());
            case RULE_ID -> List.of(investigation.rule().id().toString());
            case PRIORITY -> List.of(investigation.priority().wireName());
            default -> {
                var value = investigation.group().get(name);
                yield value == null ? List.of() : List.of(value);
            }
        };
    }

    private static Matcher normalised(Matcher matcher) {
        return isOwnName(matcher.name())
                ? matcher
                : new Matchers(List.of(matcher))
                        .mapLiterals(Tag::normalise)
                        .all()
                        .getFirst();
    }
}
