package dev.recur.local;

import dev.recur.infra.BuildFolder;
import dev.recur.infra.Infra;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a {@link RecurStack} is to run.
 *
 * @param home the project's folder, in which the services have been built
 * @param data where everything is kept; empty for a temporary folder, deleted at the end
 * @param fresh whether to delete first what earlier runs kept there
 * @param infra servers to use, which the stack then leaves alone; empty to start its own
 * @param properties for single services, over the usual ones
 * @param forLoad whether services are compiled for a long load, as they are run, rather than for a fast start
 */
public record StackOptions(
        Path home,
        Optional<Path> data,
        boolean fresh,
        Ports ports,
        Optional<Infra> infra,
        Map<ServiceName, Map<String, String>> properties,
        boolean forLoad) {

    /** For tests: temporary data, free ports. */
    public static StackOptions temporary() {
        return new StackOptions(
                projectFolder(), Optional.empty(), false, Ports.free(), Optional.empty(), Map.of(), false);
    }

    /** For a person: data that is kept, ports that are known. */
    public static StackOptions kept(Path data, Ports ports) {
        return new StackOptions(projectFolder(), Optional.of(data), false, ports, Optional.empty(), Map.of(), false);
    }

    public StackOptions withHome(Path other) {
        return new StackOptions(other, data, fresh, ports, infra, properties, forLoad);
    }

    public StackOptions withFresh(boolean other) {
        return new StackOptions(home, data, other, ports, infra, properties, forLoad);
    }

    public StackOptions withInfra(Infra other) {
        return new StackOptions(home, data, fresh, ports, Optional.of(other), properties, forLoad);
    }

    public StackOptions withProperty(ServiceName service, String property, String value) {
        var all = new EnumMap<ServiceName, Map<String, String>>(ServiceName.class);
        all.putAll(properties);
        var ofService = new TreeMap<>(all.getOrDefault(service, Map.of()));
        ofService.put(property, value);
        all.put(service, ofService);
        return new StackOptions(home, data, fresh, ports, infra, all, forLoad);
    }

    public StackOptions withLoad() {
        return new StackOptions(home, data, fresh, ports, infra, properties, true);
    }

    /** Where this module was built, unless the system property {@code recur.home} says otherwise. */
    static Path projectFolder() {
        var override = System.getProperty("recur.home");
        return override == null
                ? BuildFolder.of(StackOptions.class).resolve("../../..").normalize()
                : Path.of(override);
    }
}
