package dev.recur.notification.outbound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that misbehaves: what it does with a connection, once a request's head has arrived, is up to the test. */
final class FaultServer implements AutoCloseable {

    final AtomicInteger connections = new AtomicInteger();
    private final ServerSocket server;
    private final StringBuffer heads;

    /** What it does with a connection. */
    interface Fault {
        void happen(Socket connection) throws IOException;
    }

    FaultServer(Fault fault) {
        this(fault, new StringBuffer());
    }

    /** Also writes down what it was sent. */
    FaultServer(Fault fault, StringBuffer heads) {
        this.heads = heads;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(() -> serve(fault));
    }

    static Fault answering(String answer) {
        return connection -> {
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            connection.getOutputStream().flush();
            connection.close();
        };
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve(Fault fault) {
        while (!server.isClosed()) {
            try {
                var connection = server.accept();
                connections.incrementAndGet();
                Thread.startVirtualThread(() -> answer(connection, fault));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket connection, Fault fault) {
        try {
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                var next = connection.getInputStream().read();
                if (next < 0) {
                    return;
                }
                head.append((char) next);
            }
            heads.append(head);
            fault.happen(connection);
        } catch (IOException e) {
            // the other side went away, which some tests are about
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
