package dev.recur.ingest.webhook;

import dev.recur.ingest.adapter.Adapter;
import dev.recur.ingest.webhook.signature.Scheme;
import java.util.Optional;

/**
 * Somebody who posts webhooks, and how their bodies are understood.
 *
 * @param adapter the name of the built-in adapter, or the file of the mapping
 * @param scheme how it shows that it is itself; where there is none it needs an API key
 */
public record Source(String name, String adapter, Adapter understanding, Optional<Scheme> scheme) {}
