package dev.recur.analysis.rule.postgres;

import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.RuleWriter;
import dev.recur.wire.json.Json;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** A rule as its row. */
@Entity
@Table(name = "rule")
class RuleRow extends PanacheEntityBase {

    @Id
    UUID id;

    int version;
    String name;
    String definition;
    boolean enabled;
    boolean deleted;

    @Column(name = "active_from")
    Instant activeFrom;

    static RuleRow create(UUID id) {
        var row = new RuleRow();
        row.id = id;
        return row;
    }

    /** Takes the next version over. */
    void change(Rule.Definition next, boolean nowEnabled, Instant at) {
        version++;
        name = next.name();
        definition = new String(Json.write(RuleWriter.definition(next)), StandardCharsets.UTF_8);
        enabled = nowEnabled;
        activeFrom = at;
    }

    Rule toDomain() {
        return rule(id, version, enabled, activeFrom, definition);
    }

    /** A rule of its columns. */
    static Rule rule(UUID id, int version, boolean enabled, Instant activeFrom, String definition) {
        return new Rule(id, version, enabled, activeFrom, ParsedDefinitions.of(definition));
    }
}
