package dev.recur.ingest.webhook.signature;

import java.time.Instant;

/** One way to sign a webhook, with the secrets of one source: of several active ones any will do. */
public interface Scheme {

    /** The name that the configuration has for it. */
    String name();

    /** Judges a request. */
    Verdict judge(Posted request, Instant now);
}
