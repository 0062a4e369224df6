package dev.recur.service.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the cursor of the page after, {@code null} on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /**
     * The page of a list that was read one item longer than the limit.
     *
     * @param cursorOf the position after an item
     */
    public static <T> Page<T> of(List<T> oneMore, int limit, Function<T, Cursor> cursorOf) {
        if (oneMore.size() <= limit) {
            return new Page<>(List.copyOf(oneMore), null);
        }
        var items = List.copyOf(oneMore.subList(0, limit));
        return new Page<>(items, cursorOf.apply(items.getLast()).text());
    }

    /** The same page of other items. */
    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(items.stream().map(change).toList(), next);
    }
}
