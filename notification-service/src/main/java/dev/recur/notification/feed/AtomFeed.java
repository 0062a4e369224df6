package dev.recur.notification.feed;

import dev.recur.notification.stream.StoredEvent;
import dev.recur.wire.report.Identity;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * A page of the feed as Atom 1.0 (RFC 4287), with the links of RFC 5005 to the others.
 *
 * @param where what it is filtered by; another filter is another feed
 * @param self its address
 * @param first of the first page
 * @param next of the page with older events
 * @param analysis where investigations are shown
 */
public record AtomFeed(
        String where, URI self, URI first, @Nullable URI next, URI analysis, List<StoredEvent> events) {

    private static final String ATOM = "http://www.w3.org/2005/Atom";

    /** The same bytes for the same events. */
    public byte[] write() {
        var bytes = new ByteArrayOutputStream();
        try {
            var xml = XMLOutputFactory.newInstance().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(ATOM);
            text(xml, "id", "urn:uuid:" + Identity.named("feed", where));
            text(xml, "title", where.isBlank() ? "Recur: investigations" : "Recur: investigations where " + where);
            text(xml, "updated", time(updated()));
            xml.writeStartElement("author");
            text(xml, "name", "Recur");
            xml.writeEndElement();
            link(xml, "self", self);
            link(xml, "first", first);
            if (next != null) {
                link(xml, "next", next);
            }
            for (var event : events) {
                entry(xml, event);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML can be written to memory", e);
        }
        return bytes.toByteArray();
    }

    private Instant updated() {
        return events.stream()
                .map(StoredEvent::happenedAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private void entry(XMLStreamWriter xml, StoredEvent event) throws XMLStreamException {
        var investigation = event.event().investigation();
        xml.writeStartElement("entry");
        text(xml, "id", "urn:uuid:" + event.eventId());
        text(xml, "title", investigation.headline());
        text(xml, "updated", time(event.happenedAt()));
        text(xml, "published", time(event.happenedAt()));
        link(xml, "alternate", analysis.resolve("/api/v1/investigations/" + investigation.investigationId()));
        category(xml, "event", event.event().event().wireName());
        category(xml, "status", investigation.status().wireName());
        category(xml, "priority", investigation.priority().wireName());
        category(xml, "rule", investigation.rule().name());
        for (var tag : sorted(investigation.group()).entrySet()) {
            category(xml, "dimension:" + tag.getKey(), tag.getValue());
        }
        xml.writeStartElement("summary");
        xml.writeAttribute("type", "text");
        xml.writeCharacters(clean(event.event().event().wireName() + ": " + investigation.headline() + ". Evidence: "
                + investigation.evidenceCount() + " incidents; priority "
                + investigation.priority().wireName() + "."));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static Map<String, String> sorted(Map<String, String> group) {
        return new TreeMap<>(group);
    }

    private static void text(XMLStreamWriter xml, String element, String text) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeCharacters(clean(text));
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String relation, URI target) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("href", target.toASCIIString());
    }

    private static void category(XMLStreamWriter xml, String scheme, String term) throws XMLStreamException {
        xml.writeEmptyElement("category");
        xml.writeAttribute("scheme", "urn:recur:" + scheme);
        xml.writeAttribute("term", clean(term));
    }

    private static String time(Instant time) {
        return time.toString();
    }

    /** Without what no XML document can hold. */
    private static String clean(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(isXml(c) ? c : 0xFFFD));
        return clean.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
