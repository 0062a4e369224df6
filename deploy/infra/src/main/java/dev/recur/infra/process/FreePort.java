package dev.recur.infra.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of 127.0.0.1. */
public final class FreePort {

    /**
     * Below the range from which Linux takes the ports of outgoing connections (32768): a client that retries against a
     * killed server's port there can be given that very port, and then talks to itself.
     */
    private static final int FIRST = 15_000;

    private static final int LAST = 31_000;

    private FreePort() {}

    public static int any() {
        while (true) {
            var port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isFree(port)) {
                return port;
            }
        }
    }

    public static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort() == port;
        } catch (IOException e) {
            return false;
        }
    }
}
