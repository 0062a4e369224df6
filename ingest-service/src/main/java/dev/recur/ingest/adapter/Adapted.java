package dev.recur.ingest.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One item that a mapping made. */
public sealed interface Adapted {

    /** In the shape of a report as it is posted; parts of it may not be valid. */
    record Candidate(ObjectNode report) implements Adapted {}

    /** Something of no interest, and why. */
    record Ignored(String reason) implements Adapted {}
}
