package dev.recur.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.system.kit.Readme;
import dev.recur.system.kit.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the contract says is there, is there. That each service has exactly what its tables say, its own tests prove. */
class ContractTest {

    private static final Pattern PROMISED =
            Pattern.compile("\\b((?:GET|POST|PUT|PATCH|DELETE)(?:\\|[A-Z]+)*) (/[^\\s`?]+)");
    private static final Pattern DESCRIBED = Pattern.compile("(?m)^([A-Z]+)\\s+(/\\S+)");
    private static final Pattern PLACE = Pattern.compile("\\{[^}]*}");

    @Test
    void every_endpoint_of_the_contract_is_one_of_a_service() throws IOException {
        var contract = Files.readString(SharedFolder.require("contract.md"));
        var promised = new TreeSet<String>();
        PROMISED.matcher(contract).results().forEach(found -> {
            for (var method : found.group(1).split("\\|")) {
                promised.add(endpoint(method, found.group(2)));
            }
        });
        var served = new TreeSet<String>();
        for (var service : Set.of("ingest", "analysis", "notification")) {
            var table = Readme.folder().resolve(service + "-service/src/test/resources/access.txt");
            DESCRIBED
                    .matcher(Files.readString(table))
                    .results()
                    .forEach(found -> served.add(endpoint(found.group(1), found.group(2))));
        }
        assertThat(promised).hasSizeGreaterThan(30);
        // one word of the contract for three: a key is deleted by its id
        promised.remove("DELETE /api/v1/api-keys");
        promised.add("DELETE /api/v1/api-keys/{}");
        assertThat(served).containsAll(promised);
    }

    private static String endpoint(String method, String path) {
        return method + " " + PLACE.matcher(path).replaceAll("{}");
    }
}
