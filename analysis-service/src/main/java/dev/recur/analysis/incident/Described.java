package dev.recur.analysis.incident;

import dev.recur.wire.report.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What rules ask of an incident: much less than all of it, so that many can be read. */
public interface Described {

    UUID incidentId();

    /** For windows. */
    Instant time();

    Kind kind();

    /** True unless it is retracted or a duplicate. */
    boolean counted();

    boolean backfilled();

    Map<String, BigDecimal> measures();

    /** What matchers compare with: {@code kind}, {@code severity}, {@code source} and every dimension. */
    List<String> valuesOf(String name);
}
