package dev.recur.infra.process;

import dev.recur.infra.CannotStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A folder that one process owns while it works in it. The file {@value #RECORD} in it names the owner and its children,
 * so that whoever takes the folder next, after the owner was killed, can end what it left running.
 */
public final class WorkingFolder implements AutoCloseable {

    static final String RECORD = "processes";

    private final Path path;
    private final boolean temporary;
    private final Map<ProcessIdentity, Signal> children = new LinkedHashMap<>();

    private WorkingFolder(Path path, boolean temporary) {
        this.path = path;
        this.temporary = temporary;
    }

    /**
     * Takes a folder that is kept, creating it if need be and ending what a dead owner left running in it.
     *
     * @throws CannotStartException if its owner lives
     */
    public static WorkingFolder claim(Path path) {
        var absolute = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            ProcessRecord.read(absolute).ifPresent(left -> {
                if (left.owner().alive()) {
                    throw new CannotStartException("The folder " + absolute + " is in use by process "
                            + left.owner().pid() + ": stop that one first, or use another folder.");
                }
                left.endChildren();
            });
            var folder = new WorkingFolder(absolute, false);
            folder.write();
            return folder;
        } catch (IOException e) {
            throw new CannotStartException("Cannot use the folder " + absolute + ": " + reason(e) + ".", e);
        }
    }

    /** A new folder, deleted at the end; first clears away those whose owners were killed. */
    public static WorkingFolder temporary(String purpose) {
        AbandonedFolders.clear();
        try {
            var folder = new WorkingFolder(Files.createTempDirectory(AbandonedFolders.prefix(purpose)), true);
            folder.write();
            return folder;
        } catch (IOException e) {
            throw new CannotStartException("Cannot make a temporary folder: " + reason(e) + ".", e);
        }
    }

    public Path path() {
        return path;
    }

    synchronized void remember(ProcessIdentity child, Signal stopSignal) throws IOException {
        children.put(child, stopSignal);
        write();
    }

    synchronized void forget(ProcessIdentity child) {
        if (children.remove(child) != null) {
            try {
                write();
            } catch (IOException e) {
                // a full disk must not keep us from stopping the next child; a dead one on record does no harm
                children.remove(child);
            }
        }
    }

    private synchronized void write() throws IOException {
        var next = path.resolve(RECORD + ".next");
        Files.writeString(next, new ProcessRecord(ProcessIdentity.ours(), children).format());
        Files.move(next, path.resolve(RECORD), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Gives the folder up; its children must have ended. Harmless when repeated. */
    @Override
    public void close() {
        try {
            if (temporary) {
                FileTrees.delete(path);
            } else {
                Files.deleteIfExists(path.resolve(RECORD));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file system's exception says only the path where the reason is in its type. */
    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + " " + e.getMessage();
    }
}
