package dev.recur.ingest.webhook;

import dev.recur.ingest.adapter.Mapping;
import dev.recur.ingest.webhook.signature.SnsEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The sources of webhooks: each built-in adapter under its own name, and those of the configuration. */
public final class Sources {

    private final Map<String, Source> byName;

    private Sources(Map<String, Source> byName) {
        this.byName = byName;
    }

    /**
     * The sources of a configuration.
     *
     * @throws IllegalStateException listing everything that is wrong with it
     */
    public static Sources of(
            Map<String, Mapping> builtIn, Map<String, SourceSettings> configured, SnsEndpoint endpoint) {
        var problems = new ArrayList<String>();
        var sources = new TreeMap<String, Source>();
        var reader = new SourceReader(builtIn, endpoint, problems);
        builtIn.keySet()
                .forEach(name -> reader.read(name, SourceSettings.of(Optional.empty()))
                        .ifPresent(source -> sources.put(name, source)));
        configured.forEach(
                (name, settings) -> reader.read(name, settings).ifPresent(source -> sources.put(name, source)));
        if (!problems.isEmpty()) {
            throw new IllegalStateException("recur.sources: " + String.join("; ", problems));
        }
        return new Sources(sources);
    }

    /** The source of a name. */
    public Optional<Source> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All of them, by name. */
    public List<Source> all() {
        return List.copyOf(byName.values());
    }
}
