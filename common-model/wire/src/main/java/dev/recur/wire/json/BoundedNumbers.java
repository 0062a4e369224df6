package dev.recur.wire.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.math.BigDecimal;

/**
 * Refuses numbers that are short to write and endless to spell out: {@code 1e999999999} would fill the memory of the
 * first who adds to it, prints it or stores it.
 */
final class BoundedNumbers extends JsonNodeFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public ValueNode numberNode(BigDecimal number) {
        if (number != null && Math.abs((long) number.scale()) > Json.MAX_EXPONENT) {
            throw outOfRange();
        }
        return super.numberNode(number);
    }

    static MalformedJson outOfRange() {
        return new MalformedJson("a number has more than " + Json.MAX_EXPONENT + " digits");
    }
}
