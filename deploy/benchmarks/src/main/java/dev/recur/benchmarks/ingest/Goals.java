package dev.recur.benchmarks.ingest;

import java.util.Locale;

/** What was aimed for, beside what was measured. */
final class Goals {

    private final StringBuilder lines = new StringBuilder();
    private boolean allMet = true;

    void atLeast(String what, double measured, double goal) {
        line(what, measured, "at least", goal, measured >= goal);
    }

    void atMost(String what, double measured, double goal) {
        line(what, measured, "at most", goal, measured <= goal);
    }

    private void line(String what, double measured, String how, double goal, boolean met) {
        allMet &= met;
        lines.append(String.format(
                Locale.ROOT, "%-6s %-44s %12.2f   %s %.2f%n", met ? "met" : "MISSED", what, measured, how, goal));
    }

    boolean allMet() {
        return allMet;
    }

    String format() {
        return lines.toString();
    }
}
