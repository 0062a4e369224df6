package dev.recur.local;

import dev.recur.infra.CannotStartException;
import dev.recur.infra.process.FreePort;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ports of everything, all at fixed distances from one base. */
public record Ports(int base) {

    public static final int DEFAULT_BASE = 8080;

    private static final int MANAGEMENT = 1_000;
    private static final int KAFKA = 1_012;
    private static final int POSTGRES = 1_032;
    private static final int HIGHEST = 65_535;

    public Ports {
        if (base < 1_023 || base + POSTGRES > HIGHEST) {
            throw new IllegalArgumentException(
                    "the port base must be 1023 to " + (HIGHEST - POSTGRES) + ", was " + base);
        }
    }

    /** A base whose ports are free now. */
    public static Ports free() {
        while (true) {
            var ports = new Ports(FreePort.any());
            if (ports.uses().keySet().stream().allMatch(FreePort::isFree)) {
                return ports;
            }
        }
    }

    public int http(ServiceName service) {
        return base + service.port();
    }

    public int management(ServiceName service) {
        return http(service) + MANAGEMENT;
    }

    public int kafka() {
        return base + KAFKA;
    }

    public int postgres() {
        return base + POSTGRES;
    }

    /** Refuses to start onto somebody else's port. */
    void mustBeFree() {
        uses().forEach((port, use) -> {
            if (!FreePort.isFree(port)) {
                throw new CannotStartException("Port " + port + ", needed for " + use
                        + ", is in use by another program: stop that one, or move all ports with --port-base N (now "
                        + base + ").");
            }
        });
    }

    private Map<Integer, String> uses() {
        var uses = new LinkedHashMap<Integer, String>();
        for (var service : ServiceName.values()) {
            uses.put(http(service), service.module());
            uses.put(management(service), "the health and metrics of " + service.module());
        }
        uses.put(kafka(), "Kafka");
        uses.put(postgres(), "PostgreSQL");
        return uses;
    }
}
