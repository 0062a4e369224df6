package dev.recur.infra.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who owns a folder, and what runs in it: one line {@code owner pid ticks}, then {@code child pid ticks signal}. */
record ProcessRecord(ProcessIdentity owner, Map<ProcessIdentity, Signal> children) {

    /** Empty if there is none, or if what there is was not written by us. */
    static Optional<ProcessRecord> read(Path folder) throws IOException {
        try {
            var lines = Files.readAllLines(folder.resolve(WorkingFolder.RECORD));
            var owner = identity(lines.getFirst().split(" ", -1));
            var children = new LinkedHashMap<ProcessIdentity, Signal>();
            for (var line : lines.subList(1, lines.size())) {
                var words = line.split(" ", -1);
                children.put(identity(words), Signal.valueOf(words[3]));
            }
            return Optional.of(new ProcessRecord(owner, children));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            // cut short or foreign: there is nobody in it that we could name
            return Optional.empty();
        }
    }

    private static ProcessIdentity identity(String[] words) {
        return new ProcessIdentity(Long.parseLong(words[1]), Long.parseLong(words[2]));
    }

    String format() {
        var text = new StringBuilder("owner %d %d\n".formatted(owner.pid(), owner.startTicks()));
        children.forEach(
                (child, signal) -> text.append("child %d %d %s\n".formatted(child.pid(), child.startTicks(), signal)));
        return text.toString();
    }

    void endChildren() {
        children.forEach(Ending::stop);
    }
}
