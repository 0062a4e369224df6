package dev.recur.analysis.taxonomy;

import dev.recur.wire.json.Json;
import dev.recur.wire.json.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The taxonomy that an organisation begins with; all of its dimensions are open. */
public final class DefaultTaxonomy {

    /** Version 0: the first change makes version 1. */
    public static final Taxonomy TAXONOMY = read();

    private DefaultTaxonomy() {}

    private static Taxonomy read() {
        try (var file = DefaultTaxonomy.class.getResourceAsStream("/taxonomy/default.json")) {
            var problems = new Problems();
            var body = Json.read(Objects.requireNonNull(file).readAllBytes());
            return new Taxonomy(
                    0,
                    TaxonomyJson.read(body, problems)
                            .orElseThrow(() ->
                                    new IllegalStateException(problems.all().toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
