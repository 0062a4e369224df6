package dev.recur.system.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the README tells its readers to do. */
public final class Readme {

    private Readme() {}

    /** The Alertmanager configuration, for an ingest-service at another address and, where it asks for one, with a key. */
    public static String alertmanagerConfiguration(Recur recur) throws IOException {
        var text = Files.readString(folder().resolve("README.md"));
        var start = text.indexOf("```yaml\nroute:");
        if (start < 0) {
            throw new IllegalStateException("the README shows no configuration of an Alertmanager");
        }
        var block = text.substring(text.indexOf('\n', start) + 1, text.indexOf("\n```", start));
        var url = "http://127.0.0.1:8081/webhooks/alertmanager";
        var key = recur.key()
                .map(word -> "\n        http_config: {authorization: {credentials: " + word + "}}")
                .orElse("");
        return block.replace(url, recur.ingest().resolve("/webhooks/alertmanager") + key);
    }

    /** The project's folder. */
    public static Path folder() throws IOException {
        for (var folder = Path.of("").toRealPath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("README.md")) && Files.isDirectory(folder.resolve("common-model"))) {
                return folder;
            }
        }
        throw new IllegalStateException("not inside the project");
    }
}
