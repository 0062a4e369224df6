package dev.recur.ingest;

import dev.recur.ingest.intake.Admission;
import dev.recur.ingest.intake.IntakeMetrics;
import dev.recur.ingest.intake.ReportIntake;
import dev.recur.ingest.intake.ReportLog;
import dev.recur.ingest.intake.ReportReader;
import dev.recur.ingest.marker.MarkerIntake;
import dev.recur.ingest.marker.MarkerLog;
import dev.recur.ingest.nearmiss.NearMissIntake;
import dev.recur.wire.report.Identity;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** Puts the plain classes of this service together. */
final class IngestBeans {

    @Produces
    @Singleton
    Admission admission(AdmissionConfig config) {
        return new Admission(config.requests(), config.bodyBytes());
    }

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

    @Produces
    @Singleton
    MarkerIntake markers(Clock clock, MarkerLog log) {
        return new MarkerIntake(clock, Identity::random, log);
    }

    @Produces
    @Singleton
    NearMissIntake nearMisses(Clock clock, ReportIntake intake) {
        return new NearMissIntake(clock, new SecureRandom(), intake);
    }
}
