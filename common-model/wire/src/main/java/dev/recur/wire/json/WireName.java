package dev.recur.wire.json;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
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
        return Stream.of(type.getEnumConstants())
                .filter(constant -> constant.wireName().equals(wireName))
                .findFirst();
    }

    /** All wire names, for an error that says what is allowed. */
    static <E extends Enum<E> & WireName> String allowed(Class<E> type) {
        return Stream.of(type.getEnumConstants()).map(WireName::wireName).collect(Collectors.joining(", "));
    }
}
