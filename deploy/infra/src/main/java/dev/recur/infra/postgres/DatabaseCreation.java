package dev.recur.infra.postgres;

import dev.recur.infra.Database;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.regex.Pattern;

/** Databases of one server, created when missing. */
record DatabaseCreation(Database maintenance) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final String DUPLICATE_DATABASE = "42P04";

    Database database(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a database name must match " + NAME + ", was " + name);
        }
        var database =
                new Database(maintenance.host(), maintenance.port(), name, maintenance.user(), maintenance.password());
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            if (!DUPLICATE_DATABASE.equals(e.getSQLState())) {
                throw new IllegalStateException("cannot create the database " + database, e);
            }
        }
        return database;
    }

    /** Whether the server takes a connection. */
    boolean answers() {
        try (var connection = connect()) {
            return connection.isValid(0);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Not by DriverManager, which does not see the driver through every class loader of a test. */
    private Connection connect() throws SQLException {
        var login = new Properties();
        login.setProperty("user", maintenance.user());
        login.setProperty("password", maintenance.password());
        for (var driver : ServiceLoader.load(Driver.class, getClass().getClassLoader())) {
            var connection = driver.connect(maintenance.jdbcUrl(), login);
            if (connection != null) {
                return connection;
            }
        }
        throw new IllegalStateException("the JDBC driver of PostgreSQL is not on the class path");
    }
}
