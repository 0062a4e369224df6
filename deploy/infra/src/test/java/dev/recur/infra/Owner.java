package dev.recur.infra;

import java.util.concurrent.CountDownLatch;

/** A program that starts both servers, says so, and waits to be killed. */
final class Owner {

    static final String DEAF = "deaf";

    private Owner() {}

    /** With the argument {@value #DEAF} it stops its children, so that they cannot hear of its death. */
    public static void main(String[] arguments) throws Exception {
        try (var infra = Infra.embedded(EmbeddedOptions.temporary(), EmbeddedOptions.temporary())) {
            Topic.create(infra.kafka(), "facts").send("fact");
            new Sql(infra.postgres().database("analysis")).run("create table fact (said text)");
            if (arguments.length > 0 && arguments[0].equals(DEAF)) {
                infra.kafka().pause();
                infra.postgres().pause();
            }
            System.out.println(
                    "ready " + infra.kafka().pid() + " " + infra.postgres().pid());
            new CountDownLatch(1).await();
        }
    }
}
