package dev.recur.benchmarks.endtoend;

import dev.recur.infra.process.ChildProcess;
import dev.recur.infra.process.ChildProcess.Program;
import dev.recur.infra.process.FreePort;
import dev.recur.infra.process.Signal;
import dev.recur.infra.process.Startup;
import dev.recur.infra.process.WorkingFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An Alertmanager that tells at once of every component by itself: in memory, and without a pattern to find. */
final class Peer implements AutoCloseable {

    private final WorkingFolder folder = WorkingFolder.temporary("bench-peer");
    private final int port = FreePort.any();
    private final ChildProcess process;

    Peer(Path program, URI sink) throws IOException {
        var config = folder.path().resolve("alertmanager.yml");
        Files.writeString(config, """
                route: {receiver: sink, group_by: [component], group_wait: 0s, group_interval: 1m, repeat_interval: 4h}
                receivers: [{name: sink, webhook_configs: [{url: "%s", send_resolved: false}]}]
                """.formatted(sink));
        var log = folder.path().resolve("alertmanager.log");
        process = ChildProcess.start(
                folder,
                Signal.TERM,
                Program.of(List.of(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.path=" + folder.path().resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")),
                log);
        new Startup("Alertmanager", process, log).await(this::listens, Duration.ofSeconds(30));
    }

    static Optional<Path> program() {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "prometheus-alertmanager"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    URI alerts() {
        return URI.create("http://127.0.0.1:" + port + "/api/v2/alerts");
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.stop();
        folder.close();
    }
}
