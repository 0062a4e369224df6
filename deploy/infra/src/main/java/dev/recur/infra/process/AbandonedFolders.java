package dev.recur.infra.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Temporary folders whose owner was killed before it could delete them. */
final class AbandonedFolders {

    /** The owner's pid is in the name for the moment before the record is written. */
    private static final Pattern NAME = Pattern.compile("recur-[a-z]+-(\\d+)-.*");

    private AbandonedFolders() {}

    static String prefix(String purpose) {
        return "recur-" + purpose + "-" + ProcessHandle.current().pid() + "-";
    }

    /** Ends what runs in them and deletes them. Others may be doing the same, and some may be others' to delete. */
    static void clear() {
        try (var folders = Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "recur-*")) {
            for (var folder : folders) {
                clear(folder);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot look for abandoned folders", e);
        }
    }

    private static void clear(Path folder) {
        var name = NAME.matcher(folder.getFileName().toString());
        if (!name.matches() || !Files.isDirectory(folder)) {
            return;
        }
        try {
            var record = ProcessRecord.read(folder);
            var abandoned = record.map(found -> !found.owner().alive())
                    .orElseGet(() ->
                            ProcessIdentity.of(Long.parseLong(name.group(1))).isEmpty());
            if (abandoned && isOurs(folder)) {
                record.ifPresent(ProcessRecord::endChildren);
                FileTrees.delete(folder);
            }
        } catch (IOException e) {
            // somebody else's, or somebody else is deleting it: the next start looks again
            return;
        }
    }

    /** In a temporary folder that everybody shares, nobody else's file may make us kill anything. */
    private static boolean isOurs(Path folder) throws IOException {
        return Files.getOwner(folder).getName().equals(System.getProperty("user.name"));
    }
}
