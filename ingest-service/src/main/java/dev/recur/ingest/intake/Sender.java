package dev.recur.ingest.intake;

import java.util.Set;

/**
 * Who sends.
 *
 * @param name of its API key
 * @param sources those it may speak for, any when empty
 */
public record Sender(String name, Set<String> sources) {

    public Sender {
        sources = Set.copyOf(sources);
    }

    public boolean maySpeakFor(String source) {
        return sources.isEmpty() || sources.contains(source);
    }

    /** The source of a report that names none: the sender's name, or the only source that it may speak for. */
    String defaultSource() {
        return !maySpeakFor(name) && sources.size() == 1 ? sources.iterator().next() : name;
    }
}
