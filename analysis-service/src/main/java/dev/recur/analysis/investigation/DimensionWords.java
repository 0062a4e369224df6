package dev.recur.analysis.investigation;

/** How people say that incidents have a value of a dimension. */
final class DimensionWords {

    private static final String WITH = "with ";

    private DimensionWords() {}

    /** After a noun: incidents "caused by configuration defect". */
    static String participle(String dimension, String value) {
        var words = Words.readable(value);
        return switch (dimension) {
            case "component" -> "of " + value;
            case "team" -> "of team " + value;
            case "cause" -> "caused by " + words;
            case "trigger" -> "triggered by " + words;
            case "detection" -> "detected by " + words;
            case "environment" -> "in " + words;
            case "hour_band" -> "in " + words + " hours";
            case "weekday" -> "on " + Words.capital(words) + "s";
            case "after" -> "after " + Words.some(value);
            case "resolution" -> value.equals("open") ? "not resolved" : "resolved " + words;
            default -> WITH + Words.readable(dimension) + " " + words;
        };
    }

    /** As a verb: incidents "were caused by configuration defect", "had response unclear ownership". */
    static String verb(String dimension, String value) {
        var participle = participle(dimension, value);
        return participle.startsWith(WITH) ? "had " + participle.substring(WITH.length()) : "were " + participle;
    }
}
