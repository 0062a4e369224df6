package dev.recur.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A project folder in which every service has been built, each a {@link FakeService}. */
final class FakeProject {

    private FakeProject() {}

    static Path in(Path home) throws IOException {
        for (var service : ServiceName.values()) {
            var application =
                    Files.createDirectories(home.resolve(service.module()).resolve("target/quarkus-app"));
            var manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
            try (var jar =
                    new JarOutputStream(Files.newOutputStream(application.resolve("quarkus-run.jar")), manifest)) {
                var file = FakeService.class.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(file));
                try (var in = FakeProject.class.getClassLoader().getResourceAsStream(file)) {
                    in.transferTo(jar);
                }
            }
        }
        return home;
    }
}
