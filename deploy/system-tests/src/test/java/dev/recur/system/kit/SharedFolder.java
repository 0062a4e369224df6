package dev.recur.system.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Real data that nobody here wrote, in a folder beside the project where there is one. */
public final class SharedFolder {

    private SharedFolder() {}

    /** The file or folder, or the test is left out, saying so. */
    public static Path require(String name) throws IOException {
        var found = find(name);
        if (found.isEmpty()) {
            System.err.println("*** LEFT OUT: there is no shared/" + name + " beside the project ***");
        }
        Assumptions.assumeTrue(found.isPresent(), "there is no shared/" + name + " beside the project");
        return found.orElseThrow();
    }

    private static Optional<Path> find(String name) throws IOException {
        for (var folder = Path.of("").toRealPath(); folder != null; folder = folder.getParent()) {
            var candidate = folder.resolve("shared").resolve(name);
            if (Files.exists(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
