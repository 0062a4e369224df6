package dev.recur.local;

/**
 * What {@code deploy/up --demo} does once everything is ready. An implementation is registered as a service of the JVM
 * in {@code META-INF/services}; without one there is no such flag.
 */
@FunctionalInterface
public interface Demo {

    /** Returns when there is something to see; prints what. */
    void run(RecurAddresses addresses);
}
