package dev.recur.analysis.taxonomy.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.taxonomy.DefaultTaxonomy;
import dev.recur.analysis.taxonomy.Taxonomy;
import dev.recur.analysis.taxonomy.TaxonomyJson;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.Problems;
import java.time.Instant;

/** The versions of the taxonomy; until the first change it is the default one. */
public final class TaxonomyRows {

    private TaxonomyRows() {}

    public static Taxonomy current(Statements statements) {
        for (var row : statements.run("select version, document from taxonomy order by version desc limit 1")) {
            var problems = new Problems();
            var axes = TaxonomyJson.read(Json.read(row.getString("document").getBytes(UTF_8)), problems)
                    .orElseThrow(() -> new IllegalStateException("stored taxonomy: " + problems.all()));
            return new Taxonomy(row.getInteger("version"), axes);
        }
        return DefaultTaxonomy.TAXONOMY;
    }

    public static void add(Statements statements, Taxonomy taxonomy, Instant at) {
        statements.run(
                "insert into taxonomy (version, document, changed_at) values ($1, $2, $3)",
                taxonomy.version(),
                new String(Json.write(TaxonomyJson.write(taxonomy)), UTF_8),
                Times.toSql(at));
    }
}
