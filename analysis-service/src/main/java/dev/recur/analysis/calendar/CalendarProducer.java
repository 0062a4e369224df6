package dev.recur.analysis.calendar;

import dev.recur.wire.window.OrganisationCalendar;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the organisation's calendar from the configuration. */
final class CalendarProducer {

    @Produces
    @Singleton
    OrganisationCalendar calendar(CalendarConfig config) {
        return new OrganisationCalendar(config.zone(), config.firstMonth());
    }
}
