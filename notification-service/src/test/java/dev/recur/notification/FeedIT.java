package dev.recur.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.investigation.InvestigationEventCodec;
import dev.recur.wire.json.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class FeedIT extends ServiceTest {

    private static final String ATOM = "http://www.w3.org/2005/Atom";

    private final String component = unique("feed");

    private ExtractableResponse<Response> get(String path) {
        return given().urlEncodingEnabled(false).get(path).then().extract();
    }

    private String path() {
        return "/feed.atom?limit=2&where=component%3D" + component;
    }

    private static Document xml(ExtractableResponse<Response> answer) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/atom+xml");
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(answer.asByteArray()));
    }

    private static List<Element> elements(Element parent, String name) {
        var children = parent.getChildNodes();
        return IntStream.range(0, children.getLength())
                .mapToObj(children::item)
                .filter(node -> node instanceof Element && ATOM.equals(node.getNamespaceURI()))
                .map(Element.class::cast)
                .filter(element -> element.getLocalName().equals(name))
                .toList();
    }

    private static String link(Element parent, String relation) {
        return elements(parent, "link").stream()
                .filter(link -> link.getAttribute("rel").equals(relation))
                .map(link -> link.getAttribute("href"))
                .findFirst()
                .orElse("");
    }

    private UUID publish(String title) {
        var id = UUID.randomUUID();
        var plain = TestEvents.event(EventName.OPENED, UUID.randomUUID(), 1, component);
        var json = (ObjectNode) Json.read(InvestigationEventCodec.encode(plain));
        json.put("headline", title);
        topic.publish(id, Instant.parse("2026-11-22T03:00:00Z"), InvestigationEventCodec.decode(Json.write(json)));
        return id;
    }

    @Test
    void an_event_is_an_entry_with_an_id_for_ever_and_a_category_for_each_tag() throws Exception {
        var id = publish("<b>payments & more\u0001</b>");
        eventually()
                .until(() ->
                        elements(xml(get(path())).getDocumentElement(), "entry").size() == 1);

        var feed = xml(get(path())).getDocumentElement();
        assertThat(feed.getNamespaceURI()).isEqualTo(ATOM);
        for (var required : List.of("id", "title", "updated", "author")) {
            assertThat(elements(feed, required)).as(required).hasSize(1);
        }
        assertThat(link(feed, "self")).contains("/feed.atom?limit=2&where=component%3D" + component);
        var entry = elements(feed, "entry").getFirst();
        assertThat(elements(entry, "id").getFirst().getTextContent()).isEqualTo("urn:uuid:" + id);
        assertThat(elements(entry, "title").getFirst().getTextContent()).isEqualTo("<b>payments & more\uFFFD</b>");
        assertThat(elements(entry, "updated").getFirst().getTextContent()).isEqualTo("2026-11-22T03:00:00Z");
        assertThat(link(entry, "alternate")).contains("/api/v1/investigations/");
        assertThat(elements(entry, "category").stream()
                        .map(category -> category.getAttribute("scheme") + " " + category.getAttribute("term")))
                .contains("urn:recur:dimension:component " + component, "urn:recur:event opened");
    }

    @Test
    void pages_follow_one_another_and_show_every_event_once_newest_first() throws Exception {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            ids.addFirst("urn:uuid:" + publish("event " + i));
            var count = i + 1;
            eventually().until(() -> count(path().replace("limit=2", "limit=500")) == count);
        }

        var found = new ArrayList<String>();
        var path = path();
        while (!path.isEmpty()) {
            var feed = xml(get(path)).getDocumentElement();
            elements(feed, "entry")
                    .forEach(entry -> found.add(elements(entry, "id").getFirst().getTextContent()));
            path = link(feed, "next").replaceFirst("^https?://[^/]*", "");
        }
        assertThat(found).isEqualTo(ids);
    }

    private int count(String path) throws Exception {
        return elements(xml(get(path)).getDocumentElement(), "entry").size();
    }

    @Test
    void what_has_not_changed_is_not_sent_again() throws Exception {
        var unused = publish("one");
        eventually().until(() -> count(path()) == 1);
        var tag = get(path()).header("ETag");

        given().urlEncodingEnabled(false)
                .header("If-None-Match", tag)
                .get(path())
                .then()
                .statusCode(304);
        unused = publish("two");
        eventually().until(() -> count(path()) == 2);
        given().urlEncodingEnabled(false)
                .header("If-None-Match", tag)
                .get(path())
                .then()
                .statusCode(200);
        given().get("/feed.atom?where=component").then().statusCode(400);
        given().get("/feed.atom?cursor=x").then().statusCode(400);
    }
}
