package dev.recur.analysis.incident;

import java.time.Instant;
import java.util.List;

/**
 * The values that an incident has in one dimension, and where they come from.
 *
 * @param values normalised, each once, sorted
 * @param asTyped as the report typed them
 * @param source who set the dimension last
 * @param asOf when it was true
 */
public record TagValues(List<String> values, List<String> asTyped, String source, Instant asOf) {}
