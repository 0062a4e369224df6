package dev.recur.analysis.investigation;

import dev.recur.analysis.incident.Described;
import dev.recur.analysis.rule.FewTimes;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.RuleIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which groups of which rules changes of incidents touch, and when: as few times as mean the same to the judge. */
public final class ChangedGroups {

    private final List<OfRule> all;
    private final RuleIndex<OfRule> index;

    /** Nothing has changed yet. */
    public ChangedGroups(Collection<Rule> rules) {
        this.all = rules.stream().map(OfRule::new).toList();
        this.index = new RuleIndex<>(all, OfRule::rule);
    }

    /** A group of a rule, {@code null} for all of them, that changed from the first to the last of these times of a stretch. */
    public record Change(
            UUID ruleId, @Nullable String groupKey, long stretchMicros, long stretch, Instant first, Instant last) {}

    /** The incident is in its groups, or was; where it is compared with other groups, all of them are touched. */
    public void add(Described incident) {
        index.forEachCandidate(incident, rule -> rule.add(incident));
    }

    /** Everything that changed. */
    public List<Change> changes() {
        var changes = new ArrayList<Change>();
        for (var of : all) {
            of.times.forEachStretch((groupKey, micros, number, first, last) ->
                    changes.add(new Change(of.rule.id(), groupKey, micros, number, first, last)));
        }
        return changes;
    }

    private static final class OfRule {
        private final Rule rule;
        private final FewTimes<String> times;
        private final Map<List<String>, String> keys = new HashMap<>();

        OfRule(Rule rule) {
            this.rule = rule;
            this.times = new FewTimes<>(rule.definition());
        }

        Rule rule() {
            return rule;
        }

        void add(Described incident) {
            if (!rule.selects(incident)) {
                return;
            }
            if (rule.definition().comparesGroups()) {
                times.add(null, incident.time());
                return;
            }
            var only = onlyValues(incident);
            if (only == null) {
                rule.groupsOf(incident).forEach(group -> times.add(group.key(), incident.time()));
            } else {
                times.add(keys.computeIfAbsent(only, this::key), incident.time());
            }
        }

        /** Its values of the dimensions that the rule groups by, where it has exactly one of each: most are so. */
        private @Nullable List<String> onlyValues(Described incident) {
            var only = new ArrayList<String>();
            for (var dimension : rule.definition().groupBy()) {
                var values = incident.valuesOf(dimension);
                if (values.size() != 1) {
                    return null;
                }
                only.add(values.getFirst());
            }
            return only;
        }

        private String key(List<String> values) {
            var group = new HashMap<String, String>();
            for (int i = 0; i < values.size(); i++) {
                group.put(rule.definition().groupBy().get(i), values.get(i));
            }
            return new Group(group).key();
        }
    }
}
