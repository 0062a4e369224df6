package dev.recur.analysis.calendar;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Month;
import java.time.ZoneId;

/** When the organisation's days and years begin. */
@ConfigMapping(prefix = "recur.calendar")
interface CalendarConfig {

    /** The zone in which days start. */
    @WithDefault("UTC")
    ZoneId zone();

    /** First month of the (fiscal) year, and with it of its quarters. */
    @WithDefault("JANUARY")
    Month firstMonth();
}
