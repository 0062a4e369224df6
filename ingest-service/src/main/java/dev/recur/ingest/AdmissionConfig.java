package dev.recur.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much is worked on at a time. */
@ConfigMapping(prefix = "recur.admission")
interface AdmissionConfig {

    /** Most requests between the last byte of the body and the answer; more are refused at once. */
    @WithDefault("3000")
    int requests();

    /** Most bytes of bodies in memory. */
    @WithDefault("67108864")
    long bodyBytes();
}
