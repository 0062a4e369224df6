package dev.recur.infra;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The folder that this module was built in, usually {@code deploy/infra/target}. */
public final class BuildFolder {

    private BuildFolder() {}

    /** This module's classes: a folder or a jar. */
    public static Path classes() {
        try {
            return Path.of(BuildFolder.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What the build put beside them, or where the system property says it is.
     *
     * @param name of the file in the build's folder, and after {@code recur.infra.} of the system property
     */
    public static Path beside(String name) {
        var override = System.getProperty("recur.infra." + name);
        return override == null
                ? classes().resolveSibling(name)
                : Path.of(override).toAbsolutePath();
    }
}
