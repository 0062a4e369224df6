package dev.recur.local;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;

/** The flags of {@code deploy/up}; it answers {@code --help} itself, before anything is built. */
record LauncherOptions(Path data, boolean fresh, Ports ports, boolean demo) {

    /**
     * Understands the flags.
     *
     * @throws UsageException with a sentence about the first that is wrong
     */
    static LauncherOptions parse(Path defaultData, boolean canDemo, String... arguments) {
        var data = defaultData;
        var fresh = false;
        var ports = new Ports(Ports.DEFAULT_BASE);
        var demo = false;
        var flags = Arrays.asList(arguments).iterator();
        while (flags.hasNext()) {
            var flag = flags.next();
            switch (flag) {
                case "--data" ->
                    data = Path.of(value(flags, flag)).toAbsolutePath().normalize();
                case "--fresh" -> fresh = true;
                case "--port-base" -> ports = ports(value(flags, flag));
                case "--demo" -> {
                    if (!canDemo) {
                        throw new UsageException("This build of deploy/up has no demo: leave --demo out.");
                    }
                    demo = true;
                }
                default ->
                    throw new UsageException(
                            "deploy/up has no flag " + flag + "; deploy/up --help shows those it has.");
            }
        }
        return new LauncherOptions(data, fresh, ports, demo);
    }

    private static String value(Iterator<String> flags, String flag) {
        if (!flags.hasNext()) {
            throw new UsageException(flag + " needs a value after it.");
        }
        var value = flags.next();
        if (value.isBlank() || value.startsWith("--")) {
            throw new UsageException(flag + " needs a value after it, was \"" + value + "\".");
        }
        return value;
    }

    private static Ports ports(String value) {
        try {
            return new Ports(Integer.parseInt(value));
        } catch (NumberFormatException e) {
            throw new UsageException("--port-base must be a number, was " + value + ".");
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage() + ".");
        }
    }

    /** Flags that cannot be understood. */
    static final class UsageException extends RuntimeException {

        private static final long serialVersionUID = 1;

        UsageException(String sentence) {
            super(sentence);
        }
    }
}
