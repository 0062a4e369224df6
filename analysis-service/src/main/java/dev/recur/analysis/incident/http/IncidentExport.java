package dev.recur.analysis.incident.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recur.analysis.csv.Csv;
import dev.recur.analysis.incident.postgres.IncidentQuery;
import dev.recur.analysis.postgres.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * All incidents of a search, line by line. They are read portion by portion, none of them kept and no transaction held
 * while a slow reader reads; every incident that does not change meanwhile is there exactly once.
 */
@ApplicationScoped
class IncidentExport {

    static final String NDJSON = "application/x-ndjson";
    private static final int PORTION = 500;

    private final Transactions transactions;
    private final ObjectMapper mapper;

    IncidentExport(Transactions transactions, ObjectMapper mapper) {
        this.transactions = transactions;
        this.mapper = mapper;
    }

    Response csv(IncidentQuery query, IncidentQuery.@Nullable After start) {
        StreamingOutput lines = output -> {
            output.write(IncidentCsv.header().getBytes(UTF_8));
            write(query, start, output, view -> IncidentCsv.line(view));
        };
        return Response.ok(lines, Csv.TYPE + ";charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"incidents.csv\"")
                .build();
    }

    Response ndjson(IncidentQuery query, IncidentQuery.@Nullable After start) {
        StreamingOutput lines = output -> write(query, start, output, view -> mapper.writeValueAsString(view) + "\n");
        return Response.ok(lines, NDJSON).build();
    }

    private interface Line {
        String of(IncidentView view) throws IOException;
    }

    private void write(IncidentQuery query, IncidentQuery.@Nullable After start, OutputStream output, Line line)
            throws IOException {
        var after = start;
        while (true) {
            var from = after;
            var page =
                    transactions.read(statements -> query.resolved(statements).page(statements, from, PORTION));
            for (var found : page) {
                output.write(line.of(IncidentView.of(found.incident())).getBytes(UTF_8));
            }
            output.flush();
            if (page.size() < PORTION) {
                return;
            }
            after = page.getLast().position();
        }
    }
}
