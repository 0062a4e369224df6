package dev.recur.wire.json;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An enum whose constants travel in lower_snake_case. */
public interface WireName {

    String name();

    /** The name that travels. */
    @JsonValue
    default String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constant of that wire name. */
    static <E extends Enum<E> & WireName> Optional<E> find(Class<E> type, String wireName) {
        return Optional.ofNullable(ByWireName.OF.get(type).get(wireName)).map(type::cast);
    }

    /** All wire names, for an error that says what is allowed. */
    static <E extends Enum<E> & WireName> String allowed(Class<E> type) {
        return Stream.of(type.getEnumConstants()).map(WireName::wireName).collect(Collectors.joining(", "));
    }

    /** The constants of an enum by wire name, put together once: reports are read by the thousand. */
    final class ByWireName {
        private static final ClassValue<Map<String, WireName>> OF = new ClassValue<>() {
            @Override
            protected Map<String, WireName> computeValue(Class<?> type) {
                return Stream.of(type.getEnumConstants())
                        .map(WireName.class::cast)
                        .collect(Collectors.toUnmodifiableMap(WireName::wireName, Function.identity()));
            }
        };

        private ByWireName() {}
    }
}
