package dev.recur.benchmarks.ingest;

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
import java.util.stream.Stream;

/** The peer that everybody knows. It keeps alerts in memory and answers when they are there. */
final class Alertmanager implements Target {

    private final WorkingFolder folder = WorkingFolder.temporary("bench-alertmanager");
    private final int port = FreePort.any();
    private final ChildProcess process;
    private final Path item = folder.path().resolve("alert.json");

    Alertmanager(Path program) throws IOException {
        Files.writeString(item, """
                {"labels":{"alertname":"CheckoutErrors","instance":"i-@@@@@@@@@@@@","severity":"critical","service":"payments",\
                "team":"checkout","environment":"prod","cause":"configuration_defect","trigger":"config_push"},\
                "annotations":{"summary":"Checkout answered 5xx to one in ten","description":"The payment provider timed out\
                 after the push of its new configuration; we rolled it back."},"generatorURL":"http://prometheus.example/x"}""");
        var config = folder.path().resolve("alertmanager.yml");
        Files.writeString(config, """
                route: {receiver: nobody, group_by: [alertname], group_wait: 1h}
                receivers: [{name: nobody}]
                """);
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

    /** Where Debian's package puts it, or wherever else the search path finds it. */
    static Path program() {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "prometheus-alertmanager"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no prometheus-alertmanager on the search path to"
                        + " measure beside: apt-get install prometheus-alertmanager."));
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
    public String name() {
        return "alertmanager";
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + port + "/api/v2/alerts");
    }

    @Override
    public String authorization() {
        return "";
    }

    @Override
    public Path item() {
        return item;
    }

    @Override
    public boolean alwaysArray() {
        return true;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.stop();
        folder.close();
    }
}
