package dev.recur.infra.postgres;

import dev.recur.infra.BuildFolder;
import dev.recur.infra.CannotStartException;
import dev.recur.infra.process.FileTrees;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The programs of PostgreSQL, unpacked once for each build from the archive that is on the class path. */
final class Binaries {

    private Binaries() {}

    /** The folder that holds {@code bin} and {@code lib}. */
    static Path folder() {
        var archive = archive();
        var resource = Binaries.class.getClassLoader().getResource(archive);
        if (resource == null) {
            throw new CannotStartException("The archive " + archive + " is not on the class path: there is no embedded"
                    + " PostgreSQL for this kind of machine.");
        }
        try {
            var target = parent().resolve("v" + resource.openConnection().getContentLengthLong());
            if (Files.notExists(target)) {
                unpack(resource.openStream(), target);
            }
            return target;
        } catch (IOException e) {
            throw new CannotStartException("Cannot unpack PostgreSQL into " + parent() + ": " + e + ".", e);
        }
    }

    private static String archive() {
        return switch (System.getProperty("os.arch")) {
            case "aarch64" -> "postgres-linux-arm_64.txz";
            default -> "postgres-linux-x86_64.txz";
        };
    }

    private static Path parent() {
        return BuildFolder.beside("postgresql");
    }

    /** Others may be unpacking at the same time: each into its own folder, the first one's stays. */
    private static void unpack(InputStream archive, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        var unpacking = Files.createTempDirectory(target.getParent(), "unpacking-");
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, unpacking.resolve(entry.getName()).normalize());
            }
            Files.setPosixFilePermissions(unpacking, permissions(0755));
            Files.move(unpacking, target);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            FileTrees.delete(unpacking);
        }
    }

    private static void write(TarArchiveEntry entry, TarArchiveInputStream tar, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
            Files.createDirectories(path.getParent());
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.createDirectories(path.getParent());
            Files.copy(tar, path);
            Files.setPosixFilePermissions(path, permissions(entry.getMode()));
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        var permissions = EnumSet.noneOf(PosixFilePermission.class);
        var all = PosixFilePermission.values();
        for (var i = 0; i < all.length; i++) {
            // declared from the owner's read to the others' execute, as the bits are from the left
            if ((mode & (0400 >> i)) != 0) {
                permissions.add(all[i]);
            }
        }
        return permissions;
    }
}
