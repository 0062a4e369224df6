package dev.recur.ingest.webhook;

import dev.recur.ingest.adapter.Adapter;

/** Somebody who posts webhooks, and how their bodies are understood. */
public record Source(String name, Adapter adapter) {}
