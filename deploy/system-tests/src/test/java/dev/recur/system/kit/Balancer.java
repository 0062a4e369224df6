package dev.recur.system.kit;

import dev.recur.local.RecurService;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A simple proxy as a cluster has it: each new connection goes to the next instance that was ready when it looked, every
 * 100 ms; what a connection carries is no business of its own.
 */
public final class Balancer implements AutoCloseable {

    private static final Duration LOOKS_EVERY = Duration.ofMillis(100);

    private final List<RecurService> instances;
    private final ServerSocket door;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<RecurService> ready;

    public Balancer(List<RecurService> instances) throws IOException {
        this.instances = instances;
        this.ready = instances.stream().filter(RecurService::ready).toList();
        this.door = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::look);
        Thread.startVirtualThread(this::accept);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    private void look() {
        while (!door.isClosed()) {
            ready = instances.stream().filter(RecurService::ready).toList();
            LockSupport.parkNanos(LOOKS_EVERY.toNanos());
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                Thread.startVirtualThread(() -> connect(client));
            } catch (IOException e) {
                // it was closed
            }
        }
    }

    private void connect(Socket client) {
        var now = ready;
        if (now.isEmpty()) {
            close(client);
            return;
        }
        var instance =
                now.get(Math.floorMod(turn.getAndIncrement(), now.size())).url();
        try {
            var server = new Socket(instance.getHost(), instance.getPort());
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Thread.startVirtualThread(() -> pump(client, server));
            pump(server, client);
        } catch (IOException e) {
            close(client);
        }
    }

    /** Until one of them ends; then both do, after all that came has gone on. */
    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            // the other direction ended first
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
