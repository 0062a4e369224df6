package dev.recur.local;

import dev.recur.infra.CannotStartException;
import dev.recur.infra.process.FileTrees;
import dev.recur.infra.process.WorkingFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder with everything that is kept between runs. */
final class DataFolder {

    private static final long NEEDED_MEGABYTES = 300;
    private static final String MARKER = "recur.data";
    private static final String KAFKA = "kafka";
    private static final String POSTGRES = "postgresql";
    private static final String LOGS = "logs";
    private static final List<String> OURS = List.of(KAFKA, POSTGRES, LOGS);

    private DataFolder() {}

    static Path kafka(Path data) {
        return data.resolve(KAFKA);
    }

    static Path postgres(Path data) {
        return data.resolve(POSTGRES);
    }

    static Path logs(Path data) {
        return data.resolve(LOGS);
    }

    /**
     * Takes the folder, after ending whatever a killed run left running in it.
     *
     * @param fresh deletes what earlier runs kept, and nothing else that may be there
     * @throws CannotStartException if it is in use, full, or somebody else's
     */
    static WorkingFolder claim(Path data, boolean fresh) {
        try {
            Files.createDirectories(data);
            mustHaveSpace(data);
            mustNotBeSomebodyElses(data);
            var folder = WorkingFolder.claim(data);
            try {
                Files.writeString(data.resolve(MARKER), "Made by deploy/up of Recur.\n");
                for (var server : List.of(kafka(data), postgres(data))) {
                    WorkingFolder.claim(server).close();
                }
                if (fresh) {
                    for (var ours : OURS) {
                        FileTrees.delete(data.resolve(ours));
                    }
                }
                Files.createDirectories(logs(data));
                return folder;
            } catch (IOException | RuntimeException e) {
                folder.close();
                throw e;
            }
        } catch (IOException e) {
            throw new CannotStartException(
                    "Cannot use the data folder " + data + ": " + e
                            + ": make it writable, or name another one with --data DIR.",
                    e);
        }
    }

    private static void mustHaveSpace(Path data) throws IOException {
        var megabytes = Files.getFileStore(data).getUsableSpace() >> 20;
        if (megabytes < NEEDED_MEGABYTES) {
            throw new CannotStartException("The disk of the data folder " + data + " has " + megabytes
                    + " MB left and Recur needs " + NEEDED_MEGABYTES
                    + " MB: make room, or name a folder on another disk with --data DIR.");
        }
    }

    /** Or else --fresh would delete it. */
    private static void mustNotBeSomebodyElses(Path data) {
        if (Files.notExists(data.resolve(MARKER))) {
            for (var ours : OURS) {
                if (Files.exists(data.resolve(ours))) {
                    throw new CannotStartException("The folder " + data + " has a " + ours
                            + " in it that deploy/up did not make: name another folder with --data DIR.");
                }
            }
        }
    }
}
