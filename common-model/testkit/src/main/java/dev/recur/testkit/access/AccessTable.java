package dev.recur.testkit.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who may call what, as a person reads it: a line for each endpoint with the roles that may call it, or
 * {@code everybody}; {@code without 400} after the roles is how it answers who comes without a key, where that is not 401.
 */
public final class AccessTable {

    private static final String EVERYBODY = "everybody";
    private static final int UNAUTHORIZED = 401;

    private final SortedMap<Endpoint, Line> lines = new TreeMap<>();

    /**
     * Who may call an endpoint.
     *
     * @param roles empty where it is for everybody
     */
    record Line(Optional<Set<String>> roles, int withoutKey) {}

    private AccessTable() {}

    /** Reads a table. */
    public static AccessTable read(InputStream in) {
        try (in) {
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static AccessTable of(String text) {
        var table = new AccessTable();
        text.lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .forEach(table::add);
        return table;
    }

    private void add(String line) {
        var words = List.of(line.split("\\s+"));
        var endpoint = new Endpoint(words.get(0), words.get(1));
        var said = words.subList(2, words.size());
        var without = said.indexOf("without");
        var roles = without < 0 ? said : said.subList(0, without);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("nobody may call " + endpoint + "?");
        }
        var answer = without < 0 ? UNAUTHORIZED : Integer.parseInt(said.get(without + 1));
        lines.put(
                endpoint,
                new Line(roles.equals(List.of(EVERYBODY)) ? Optional.empty() : Optional.of(Set.copyOf(roles)), answer));
    }

    /** The endpoints of the table. */
    public Set<Endpoint> endpoints() {
        return lines.keySet();
    }

    SortedMap<Endpoint, Line> lines() {
        return lines;
    }
}
