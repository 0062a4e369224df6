package dev.recur.notification.subscription;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.stream.Stream;

/** When a subscriber is told. */
public sealed interface Timing {

    Timing IMMEDIATE = new Immediate();

    Mode mode();

    /** Of each event at once. */
    record Immediate() implements Timing {
        @Override
        public Mode mode() {
            return Mode.IMMEDIATE;
        }
    }

    /** Of several events together, at a time of the day that clocks in a zone show. */
    sealed interface Digest extends Timing {

        LocalTime at();

        ZoneId zone();

        /** The first day that is the given one or comes after it and has a digest. */
        LocalDate dayFrom(LocalDate day);

        /**
         * When the next digest after that moment is due. Where clocks are put forward over its time, at the moment when they
         * are; where they are put back over it, the first time that they show it.
         */
        default Instant nextAfter(Instant moment) {
            var today = LocalDate.ofInstant(moment, zone());
            return Stream.iterate(dayFrom(today), day -> dayFrom(day.plusDays(1)))
                    .map(this::on)
                    .filter(due -> due.isAfter(moment))
                    .findFirst()
                    .orElseThrow();
        }

        private Instant on(LocalDate day) {
            var local = day.atTime(at());
            var gap = zone().getRules().getTransition(local);
            return gap != null && gap.isGap()
                    ? gap.getInstant()
                    : local.atZone(zone()).toInstant();
        }
    }

    /** Once a day. */
    record Daily(LocalTime at, ZoneId zone) implements Digest {
        @Override
        public Mode mode() {
            return Mode.DAILY;
        }

        @Override
        public LocalDate dayFrom(LocalDate day) {
            return day;
        }
    }

    /** Once a week. */
    record Weekly(DayOfWeek on, LocalTime at, ZoneId zone) implements Digest {
        /** The day, as it is written. */
        public String onName() {
            return TimingReader.name(on);
        }

        @Override
        public Mode mode() {
            return Mode.WEEKLY;
        }

        @Override
        public LocalDate dayFrom(LocalDate day) {
            return day.with(TemporalAdjusters.nextOrSame(on));
        }
    }
}
