package dev.recur.analysis.oracle;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a rule of the oracle asks for. */
public sealed interface OracleCondition {

    /** As people write it, with single quotes. */
    String json();

    record Count(int atLeast) implements OracleCondition {
        @Override
        public String json() {
            return "{'type':'count','atLeast':" + atLeast + "}";
        }
    }

    /** Of the measure {@code m}. */
    record Sum(BigDecimal atLeast) implements OracleCondition {
        @Override
        public String json() {
            return "{'type':'sum','measure':'m','atLeast':" + atLeast + "}";
        }
    }

    /** Of those with that cause, or of the group among all. */
    record Share(@Nullable String cause, BigDecimal atLeast, int minimumCount) implements OracleCondition {
        @Override
        public String json() {
            return "{'type':'share'," + (cause == null ? "" : "'of':'cause=" + cause + "',") + "'atLeast':" + atLeast
                    + ",'minimumCount':" + minimumCount + "}";
        }
    }

    record Change(BigDecimal factor, int over, int minimumCount) implements OracleCondition {
        @Override
        public String json() {
            return "{'type':'change','factor':" + factor + ",'over':" + over + ",'minimumCount':" + minimumCount + "}";
        }
    }

    record AfterMarker(String marker, Duration within, BigDecimal factor, int minimumCount) implements OracleCondition {
        @Override
        public String json() {
            return "{'type':'after_marker','marker':'" + marker + "','within':'" + within + "','factor':" + factor
                    + ",'minimumCount':" + minimumCount + "}";
        }
    }

    record Silence(Duration noneFor) implements OracleCondition {
        @Override
        public String json() {
            return "{'type':'silence','noneFor':'" + noneFor + "'}";
        }
    }
}
