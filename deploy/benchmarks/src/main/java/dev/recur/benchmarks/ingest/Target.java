package dev.recur.benchmarks.ingest;

import java.net.URI;
import java.nio.file.Path;

/** Something that takes events in over HTTP. */
interface Target extends AutoCloseable {

    String name();

    URI url();

    /** The value of the header Authorization, empty for none. */
    String authorization();

    /** One event, about as large as everybody else's. */
    Path item();

    /** Whether it takes a single event in an array, too. */
    boolean alwaysArray();

    long pid();

    @Override
    void close();
}
