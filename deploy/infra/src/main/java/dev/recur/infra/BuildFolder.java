package dev.recur.infra;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** What the build has left on disk around a module's classes. */
public final class BuildFolder {

    private BuildFolder() {}

    /** The folder, usually {@code target}, that a module was built in. */
    public static Path of(Class<?> ofModule) {
        return classes(ofModule).resolve("..").normalize();
    }

    /** This module's classes: a folder or a jar. */
    public static Path classes() {
        return classes(BuildFolder.class);
    }

    /**
     * What the build put beside this module's classes, or where the system property says it is.
     *
     * @param name of the file in the build's folder, and after {@code recur.infra.} of the system property
     */
    public static Path beside(String name) {
        var override = System.getProperty("recur.infra." + name);
        return override == null
                ? classes().resolveSibling(name)
                : Path.of(override).toAbsolutePath();
    }

    private static Path classes(Class<?> ofModule) {
        try {
            return Path.of(
                    ofModule.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
