package dev.recur.benchmarks.ingest.load;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What to offer.
 *
 * @param item the file with one item, with {@link Template#NUMBER} where its number belongs
 * @param items of one request; more than one, or {@code array}, makes it a JSON array
 * @param rate requests a second, offered whether or not the earlier ones are answered
 * @param warmUp offered before, and not counted
 * @param firstNumber of the items
 */
public record Plan(
        URI target,
        String authorization,
        Path item,
        int items,
        boolean array,
        int connections,
        double rate,
        Duration warmUp,
        Duration length,
        long firstNumber) {

    /** As arguments of {@link LoadMain}. */
    public List<String> arguments() {
        return List.of(
                "target=" + target,
                "authorization=" + authorization,
                "item=" + item,
                "items=" + items,
                "array=" + array,
                "connections=" + connections,
                "rate=" + rate,
                "warmUp=" + warmUp,
                "length=" + length,
                "firstNumber=" + firstNumber);
    }

    static Plan of(String... arguments) {
        Map<String, String> named = new HashMap<>();
        for (var argument : new ArrayList<>(List.of(arguments))) {
            var equals = argument.indexOf('=');
            named.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return new Plan(
                URI.create(get(named, "target")),
                get(named, "authorization"),
                Path.of(get(named, "item")),
                Integer.parseInt(get(named, "items")),
                Boolean.parseBoolean(get(named, "array")),
                Integer.parseInt(get(named, "connections")),
                Double.parseDouble(get(named, "rate")),
                Duration.parse(get(named, "warmUp")),
                Duration.parse(get(named, "length")),
                Long.parseLong(get(named, "firstNumber")));
    }

    private static String get(Map<String, String> named, String name) {
        var value = named.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the argument " + name + "=… is missing");
        }
        return value;
    }
}
