package dev.recur.infra.process;

import java.io.IOException;
import java.util.List;

/** Whether this machine lets us make user namespaces; some containers do not. */
public final class UserNamespaces {

    public static final boolean AVAILABLE = available();

    private UserNamespaces() {}

    private static boolean available() {
        try {
            return new ProcessBuilder(List.of("unshare", "--user", "true"))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
