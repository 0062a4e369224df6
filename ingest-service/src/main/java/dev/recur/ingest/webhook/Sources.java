package dev.recur.ingest.webhook;

import dev.recur.ingest.adapter.Adapter;
import dev.recur.ingest.adapter.Labels;
import dev.recur.ingest.adapter.Mapping;
import dev.recur.wire.json.WireName;
import dev.recur.wire.report.Kind;
import dev.recur.wire.tag.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The sources of webhooks: each built-in adapter under its own name, and those of the configuration. */
public final class Sources {

    private final Map<String, Source> byName;

    private Sources(Map<String, Source> byName) {
        this.byName = Map.copyOf(byName);
    }

    /** A source as somebody configured it. */
    public record Settings(Optional<String> adapter, Optional<String> kind, Map<String, List<String>> tags) {}

    /**
     * The sources of a configuration.
     *
     * @throws IllegalStateException listing everything that is wrong with it
     */
    public static Sources of(Map<String, Mapping> builtIn, Map<String, Settings> configured) {
        var problems = new ArrayList<String>();
        var sources = new TreeMap<String, Source>();
        builtIn.forEach((name, mapping) ->
                sources.put(name, new Source(name, new Adapter(mapping, Labels.USUAL, null, Map.of()))));
        configured.forEach((name, settings) -> {
            var adapter = settings.adapter().orElse(name);
            var mapping = builtIn.get(adapter);
            if (mapping == null) {
                problems.add(name + ".adapter: there is no adapter " + adapter + ", only "
                        + String.join(", ", builtIn.keySet()));
                return;
            }
            settings.tags()
                    .keySet()
                    .forEach(dimension -> Dimension.problem(dimension)
                            .ifPresent(detail -> problems.add(name + ".tags." + dimension + ": " + detail)));
            var kind = kind(name, settings, problems);
            sources.put(name, new Source(name, new Adapter(mapping, Labels.USUAL, kind, settings.tags())));
        });
        if (!problems.isEmpty()) {
            throw new IllegalStateException("recur.sources: " + String.join("; ", problems));
        }
        return new Sources(sources);
    }

    private static @Nullable Kind kind(String name, Settings settings, List<String> problems) {
        var configured = settings.kind().orElse(null);
        if (configured == null) {
            return null;
        }
        var kind = WireName.find(Kind.class, configured);
        if (kind.isEmpty()) {
            problems.add(name + ".kind must be one of " + WireName.allowed(Kind.class) + ", was " + configured);
        }
        return kind.orElse(null);
    }

    Optional<Source> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
