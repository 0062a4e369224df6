package dev.recur.ingest;

import dev.recur.ingest.intake.IntakeMetrics;
import dev.recur.ingest.intake.ReportIntake;
import dev.recur.ingest.intake.ReportLog;
import dev.recur.ingest.intake.ReportReader;
import dev.recur.wire.report.Identity;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the plain classes of this service together. */
final class IngestBeans {

    @Produces
    @Singleton
    ReportReader reader(Clock clock) {
        return new ReportReader(clock, Identity::random);
    }

    @Produces
    @Singleton
    ReportIntake intake(ReportReader reader, ReportLog log, IntakeMetrics metrics) {
        return new ReportIntake(reader, log, metrics);
    }
}
