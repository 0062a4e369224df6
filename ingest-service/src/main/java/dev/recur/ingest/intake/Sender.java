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

    /** Says that it may not speak for a source. */
    public String refusal(String source) {
        return "The key " + name + " may not speak for the source " + source + "; it may for "
                + String.join(", ", sources.stream().sorted().toList()) + ".";
    }

    /** The source of a report that names none: the sender's name, or the only source that it may speak for. */
    public String defaultSource() {
        return !maySpeakFor(name) && sources.size() == 1 ? sources.iterator().next() : name;
    }
}
