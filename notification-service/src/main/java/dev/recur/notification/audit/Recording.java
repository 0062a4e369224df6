package dev.recur.notification.audit;

import dev.recur.service.audit.AuditEntry;
import org.jspecify.annotations.Nullable;

/** Makes the entry of a change, which whoever stores the change stores with it; none of what nobody but Recur does. */
@FunctionalInterface
public interface Recording<T> {

    /** The entry of a change; {@code null} stands for what is not there. */
    @Nullable
    AuditEntry of(@Nullable T before, @Nullable T after);

    static <T> Recording<T> none() {
        return (before, after) -> null;
    }
}
