package dev.recur.notification.postgres;

import dev.recur.notification.silence.Silence;
import dev.recur.notification.subscription.Where;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of silences. */
@Entity
@Table(name = "silences")
class SilenceRow {

    @Id
    UUID id;

    @Column(name = "where_text")
    String where;

    String reason;

    @Column(name = "starts_at")
    Instant startsAt;

    @Column(name = "ends_at")
    Instant endsAt;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "ended_at")
    Instant endedAt;

    @Column(name = "ended_by")
    String endedBy;

    static SilenceRow from(Silence silence) {
        var row = new SilenceRow();
        row.id = silence.id();
        row.where = silence.where().text();
        row.reason = silence.reason();
        row.startsAt = silence.startsAt();
        row.endsAt = silence.endsAt();
        row.createdAt = silence.createdAt();
        row.createdBy = silence.createdBy();
        return row;
    }

    Silence toDomain() {
        return new Silence(id, Where.parse(where), reason, startsAt, endsAt, createdAt, createdBy, endedAt, endedBy);
    }
}
