package dev.recur.analysis.intake;

import java.util.UUID;

/** Erases what may be about a person. */
public interface PersonalData {

    /**
     * Takes free text, links, original ids and values as typed out of everything that is stored of an incident, for good:
     * what is reported of it again or later is stored without. False when there is no such incident.
     *
     * @param by who wants it
     */
    boolean erase(UUID incidentId, String by);
}
