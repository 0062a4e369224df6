package dev.recur.infra;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Statements against one database, a connection each. */
record Sql(Database database) {

    void run(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var running = connection.createStatement()) {
            running.execute(statement);
        }
    }

    /** The first column. */
    List<String> query(String query) throws SQLException {
        var values = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var running = connection.createStatement();
                var rows = running.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
