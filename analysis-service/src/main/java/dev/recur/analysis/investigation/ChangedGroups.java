package dev.recur.analysis.investigation;

import dev.recur.analysis.incident.Described;
import dev.recur.analysis.rule.Counted;
import dev.recur.analysis.rule.CountedChanges;
import dev.recur.analysis.rule.FewTimes;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.RuleIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** A group of a rule, {@code null} for all of them, that changed. */
    public record Change(Rule rule, FewTimes.Some<String> group) {}

    /** The incident is in its groups; where it is compared with other groups, all of them are touched. */
    public void add(Described incident) {
        index.forEachCandidate(incident, rule -> rule.add(incident, true));
    }

    /** The incident was in its groups, and is no more unless it is added too. */
    public void addFormer(Described incident) {
        index.forEachCandidate(incident, rule -> rule.add(incident, false));
    }

    /** Everything that changed. */
    public List<Change> changes() {
        var changes = new ArrayList<Change>();
        for (var of : all) {
            of.times.forEachStretch(group -> changes.add(new Change(of.rule, group)));
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

        void add(Described incident, boolean isThere) {
            if (!rule.selects(incident)) {
                return;
            }
            if (rule.definition().comparesGroups()) {
                times.add(null, incident.time());
                return;
            }
            var only = onlyValues(incident);
            if (only == null) {
                rule.groupsOf(incident).forEach(group -> add(group.key(), incident, isThere));
            } else {
                add(keys.computeIfAbsent(only, this::key), incident, isThere);
            }
        }

        private void add(String groupKey, Described incident, boolean isThere) {
            if (!CountedChanges.canTell(rule.definition())) {
                times.add(groupKey, incident.time());
            } else if (isThere) {
                times.addCounted(groupKey, Counted.of(rule.definition().condition(), true, incident));
            } else {
                times.addFormer(groupKey, incident.time(), incident.incidentId());
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
