package dev.recur.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrdinaryUserIT {

    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--");

    @TempDir
    Path folder;

    @Test
    void both_servers_start_for_a_user_without_any_rights() throws Exception {
        assumeTrue(
                System.getProperty("user.name").equals("root"),
                "this run is an ordinary user's: every other test shows the same");
        var everybody = PosixFilePermissions.fromString("rwxrwxrwx");
        Files.setPosixFilePermissions(folder, everybody);
        var temporaryFolders = Files.createDirectory(folder.resolve("tmp"));
        Files.setPosixFilePermissions(temporaryFolders, everybody);
        var build = Files.createDirectory(folder.resolve("build"));
        Files.setPosixFilePermissions(build, everybody);

        try (var owner = OwnerProcess.start(AS_NOBODY, readableClassPath(build), temporaryFolders)) {
            assertThat(owner.servers())
                    .allSatisfy(server -> assertThat(
                                    Files.getAttribute(Path.of("/proc", Long.toString(server.pid())), "unix:uid"))
                            .isEqualTo(65534));
            owner.kill9();
        }
    }

    /** Copies: what is in the home of root, nobody else can read. */
    private static String readableClassPath(Path build) throws IOException, InterruptedException {
        var copies = new ArrayList<String>();
        var command =
                new ArrayList<>(List.of("cp", "-r", BuildFolder.beside("broker").toString()));
        for (var entry : System.getProperty("java.class.path").split(":", -1)) {
            if (!entry.isEmpty()) {
                command.add(entry);
                copies.add(build.resolve(Path.of(entry).getFileName()).toString());
            }
        }
        command.add(build.toString());
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        return String.join(":", copies);
    }
}
