package dev.recur.ingest.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Problem;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a body holds, taken out of whatever it came in. */
sealed interface Contents {

    /** One report, to be answered as one. */
    record One(Item item) implements Contents {}

    /** Any number of reports, each to be answered. */
    record Many(List<Item> items) implements Contents {}

    /** It holds no reports, or too many. */
    record Nothing(Outcome outcome) implements Contents {}

    /** One report as sent, or what is there in its place. */
    sealed interface Item {

        /**
         * An object that says something.
         *
         * @param located puts a problem of the report to where the report came from
         */
        record Stated(ObjectNode report, @Nullable ItemKey key, UnaryOperator<Problem> located) implements Item {}

        /** Nothing that could be a report. */
        record Broken(List<Problem> problems) implements Item {

            static Broken of(String pointer, String detail) {
                return new Broken(List.of(new Problem(pointer, detail)));
            }
        }
    }
}
