package dev.recur.analysis.oracle;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts by counting. */
public final class OracleCounts {

    private OracleCounts() {}

    /** Bucket and group to "incidents nearMisses sum of m"; buckets of one month or three. */
    public static Map<String, String> of(Collection<OracleIncident> incidents, List<String> groupBy, int months) {
        var numbers = new TreeMap<String, int[]>();
        var sums = new TreeMap<String, BigDecimal>();
        for (var incident : incidents) {
            for (var group : incident.counted() ? incident.groups(groupBy) : List.<String>of()) {
                var key = label(LocalDate.ofInstant(incident.time(), ZoneOffset.UTC), months) + " " + group;
                var number = numbers.computeIfAbsent(key, any -> new int[2]);
                if (incident.kind().equals("incident") || incident.kind().equals("security_incident")) {
                    number[0]++;
                    sums.merge(key, incident.measures().getOrDefault("m", BigDecimal.ZERO), BigDecimal::add);
                }
                number[1] += incident.kind().equals("near_miss") ? 1 : 0;
            }
        }
        var counts = new TreeMap<String, String>();
        numbers.forEach((key, number) -> {
            if (number[0] + number[1] > 0) {
                counts.put(key, line(number[0], number[1], sums.getOrDefault(key, BigDecimal.ZERO)));
            }
        });
        return counts;
    }

    public static String line(long incidents, long nearMisses, BigDecimal sum) {
        return incidents + " " + nearMisses + " "
                + (sum.signum() == 0 ? "0" : sum.stripTrailingZeros().toPlainString());
    }

    private static String label(LocalDate day, int months) {
        return months == 1
                ? "%04d-%02d".formatted(day.getYear(), day.getMonthValue())
                : "%04d-Q%d".formatted(day.getYear(), (day.getMonthValue() + 2) / 3);
    }
}
