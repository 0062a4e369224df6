package dev.recur.ingest.webhook;

import dev.recur.ingest.adapter.Adapter;
import dev.recur.ingest.adapter.Labels;
import dev.recur.ingest.adapter.Mapping;
import dev.recur.ingest.webhook.signature.Scheme;
import dev.recur.ingest.webhook.signature.Schemes;
import dev.recur.ingest.webhook.signature.SnsEndpoint;
import dev.recur.wire.json.WireName;
import dev.recur.wire.report.Kind;
import dev.recur.wire.tag.Dimension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes sources of settings and collects what is wrong with them. */
final class SourceReader {

    private static final String SEVERITY = "severity";
    private static final Duration SHORTEST_DEADLINE = Duration.ofMillis(100);

    private final Map<String, Mapping> builtIn;
    private final SnsEndpoint endpoint;
    private final List<String> problems;

    SourceReader(Map<String, Mapping> builtIn, SnsEndpoint endpoint, List<String> problems) {
        this.builtIn = builtIn;
        this.endpoint = endpoint;
        this.problems = problems;
    }

    Optional<Source> read(String name, SourceSettings settings) {
        var mapping = mapping(name, settings);
        var kind = kind(name, settings);
        var labels = labels(name, settings);
        var scheme = scheme(name, settings);
        settings.tags().keySet().forEach(dimension -> check(name + ".tags.", dimension));
        return mapping.map(found -> new Source(
                name,
                settings.mapping().orElseGet(() -> settings.adapter().orElse(name)),
                new Adapter(found, labels, kind, settings.tags()),
                scheme,
                deadline(name, settings)));
    }

    private Optional<Mapping> mapping(String name, SourceSettings settings) {
        if (settings.mapping().isPresent()) {
            if (settings.adapter().isPresent()) {
                problems.add(name + " has an adapter and a mapping: one of them is too many");
            }
            return ofFile(name, settings.mapping().get());
        }
        var adapter = settings.adapter().orElse(name);
        var mapping = Optional.ofNullable(builtIn.get(adapter));
        if (mapping.isEmpty()) {
            problems.add(name + ".adapter: there is no adapter " + adapter + ", only "
                    + String.join(", ", builtIn.keySet()) + "; " + name + ".mapping names a file of your own");
        }
        return mapping;
    }

    private Optional<Mapping> ofFile(String name, String file) {
        try {
            return Optional.of(new Mapping(file, Files.readString(Path.of(file))));
        } catch (IOException | InvalidPathException e) {
            problems.add(name + ".mapping: " + file + " cannot be read");
        } catch (IllegalArgumentException e) {
            problems.add(name + ".mapping: " + e.getMessage());
        }
        return Optional.empty();
    }

    private @Nullable Kind kind(String name, SourceSettings settings) {
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

    private Labels labels(String name, SourceSettings settings) {
        settings.labels().keySet().stream()
                .filter(dimension -> !dimension.equals(SEVERITY))
                .forEach(dimension -> check(name + ".labels.", dimension));
        return Labels.USUAL.with(settings.labels());
    }

    private void check(String property, String dimension) {
        Dimension.problem(dimension).ifPresent(detail -> problems.add(property + dimension + ": " + detail));
    }

    private Optional<Duration> deadline(String name, SourceSettings settings) {
        settings.deadline()
                .filter(patience -> patience.compareTo(SHORTEST_DEADLINE) < 0)
                .ifPresent(patience ->
                        problems.add(name + ".deadline must be at least " + SHORTEST_DEADLINE + ", was " + patience));
        return settings.deadline()
                .or(() -> settings.mapping().isPresent()
                        ? Optional.empty()
                        : UsualDeadlines.of(settings.adapter().orElse(name)));
    }

    private Optional<Scheme> scheme(String name, SourceSettings settings) {
        var signing = settings.signing();
        if (!signing.isSomething()) {
            return Optional.empty();
        }
        if (signing.secrets().size() > SourceSettings.MOST_SECRETS) {
            problems.add(name + ".secret: at most " + SourceSettings.MOST_SECRETS + " are active at once, were "
                    + signing.secrets().size());
        }
        var scheme = signing.scheme()
                .orElseGet(() -> settings.mapping().isPresent()
                        ? UsualSchemes.of("")
                        : UsualSchemes.of(settings.adapter().orElse(name)));
        try {
            return Optional.of(Schemes.of(
                    scheme,
                    new Schemes.Settings(
                            signing.secrets(),
                            signing.header().orElse(null),
                            signing.timestampHeader().orElse(null),
                            signing.topics()),
                    endpoint));
        } catch (IllegalArgumentException e) {
            problems.add(name + ": " + e.getMessage());
            return Optional.empty();
        }
    }
}
