package dev.recur.notification.letter;

import dev.recur.wire.investigation.Investigation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The windows before, and this one, as a small chart in text. */
final class Bars {

    private static final int MOST_WINDOWS = 8;
    private static final int WIDTH = 12;
    private static final int LONGEST_LABEL = 24;
    private static final String NOW = "now";

    private Bars() {}

    private record Bar(String label, BigDecimal value) {}

    /** One line for each window, the oldest first; nothing where there is none to compare with. */
    static List<String> of(Investigation investigation) {
        var history = investigation.history();
        if (history.isEmpty()) {
            return List.of();
        }
        var bars = new ArrayList<Bar>();
        history.subList(Math.max(0, history.size() - MOST_WINDOWS), history.size())
                .forEach(before -> bars.add(new Bar(Texts.line(before.window(), LONGEST_LABEL), before.observed())));
        bars.add(new Bar(NOW, investigation.observed()));
        var most = bars.stream().map(Bar::value).reduce(BigDecimal.ZERO, BigDecimal::max);
        var widest = bars.stream().mapToInt(bar -> bar.label().length()).max().orElse(0);
        return bars.stream().map(bar -> line(bar, widest, most)).toList();
    }

    private static String line(Bar bar, int widest, BigDecimal most) {
        var blocks = "█".repeat(blocks(bar.value(), most));
        return pad(bar.label(), widest) + "  " + pad(blocks, WIDTH) + "  " + Texts.number(bar.value());
    }

    /** More than nothing is seen. */
    private static int blocks(BigDecimal value, BigDecimal most) {
        if (value.signum() <= 0) {
            return 0;
        }
        var share = value.multiply(BigDecimal.valueOf(WIDTH)).divide(most, 0, RoundingMode.HALF_UP);
        return Math.clamp(share.longValue(), 1, WIDTH);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
