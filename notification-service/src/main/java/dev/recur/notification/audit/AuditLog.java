package dev.recur.notification.audit;

import dev.recur.service.audit.AuditEntry;
import dev.recur.service.audit.AuditQuery;
import java.util.List;

/** The changes that people made. Every method waits for the store. */
public interface AuditLog {

    /** Adds the entry of what has no transaction of its own to be in. */
    void add(AuditEntry entry);

    /** A page, and one more. */
    List<AuditEntry> find(AuditQuery query);
}
