package dev.recur.wire.matcher;

import dev.recur.wire.tag.Dimension;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A {@code where}: all of its matchers must hold; none of them selects everything. */
public record Matchers(List<Matcher> all) {

    public static final Matchers NONE = new Matchers(List.of());

    public Matchers {
        all = List.copyOf(all);
    }

    /**
     * Reads Alertmanager's syntax, {@code component="payments", severity=~"sev[12]", team!=""}, in braces or not; values
     * may stand without quotes.
     *
     * @throws MalformedMatchers saying what is wrong and where
     */
    public static Matchers parse(String text) {
        return new MatchersParser(text).parse();
    }

    /**
     * True if every matcher is.
     *
     * @param valuesOf the values of the matched thing by name, empty where it has none
     */
    public boolean matches(Function<String, ? extends Collection<String>> valuesOf) {
        for (var matcher : all) {
            if (!matcher.matches(valuesOf.apply(matcher.name()))) {
                return false;
            }
        }
        return true;
    }

    /** Every name that a matcher asks for. */
    public Set<String> names() {
        return all.stream().map(Matcher::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The same with the literals that the values of dimensions are compared with changed, as those values were. Sources,
     * rules and other names stay as they are typed.
     */
    public Matchers mapLiterals(UnaryOperator<String> change) {
        return new Matchers(all.stream()
                .map(matcher -> matcher.operator().isExpression()
                                || Dimension.groupingProblem(matcher.name()).isPresent()
                        ? matcher
                        : Matcher.of(matcher.name(), matcher.operator(), change.apply(matcher.value())))
                .toList());
    }

    @Override
    public String toString() {
        return all.stream().map(Matcher::toString).collect(Collectors.joining(", "));
    }
}
