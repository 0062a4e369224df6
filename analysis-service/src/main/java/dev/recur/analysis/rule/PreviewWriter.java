package dev.recur.analysis.rule;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A preview as JSON. */
public final class PreviewWriter {

    private PreviewWriter() {}

    /**
     * The view.
     *
     * @param against what another rule would have opened, if it is compared with one
     */
    public static ObjectNode view(Preview preview, @Nullable Preview against) {
        var json = Json.object();
        json.put("evaluatedIncidents", preview.evaluatedIncidents());
        json.put("groups", preview.groups());
        write(json.putArray("investigations"), preview.patterns());
        if (against != null) {
            write(json.putArray("gained"), preview.without(against));
            write(json.putArray("lost"), against.without(preview));
        }
        return json;
    }

    private static void write(ArrayNode array, List<Preview.Pattern> patterns) {
        for (var pattern : patterns) {
            var json = array.addObject();
            var group = json.putObject("group");
            pattern.group().sorted().forEach(group::put);
            var stretch = pattern.stretch();
            var to = stretch.to();
            json.putObject("window")
                    .put("type", stretch.window().text())
                    .put("from", stretch.from().toString())
                    .put("to", to == null ? null : to.toString());
            json.put("crossedAt", pattern.crossedAt().toString());
            json.put("observed", pattern.observed());
            json.put("peak", pattern.peak());
            var evidence = json.putArray("evidence");
            pattern.evidence()
                    .forEach(incident -> evidence.add(incident.incidentId().toString()));
        }
    }
}
