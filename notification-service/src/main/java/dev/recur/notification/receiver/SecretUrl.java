package dev.recur.notification.receiver;

import java.net.URI;

/** A URL that lets in whoever knows it: it is shown without its path, and never logged. */
public record SecretUrl(URI url) {

    /** Which host it leads to, and no more. */
    public String shown() {
        return url.getScheme() + "://" + url.getRawAuthority() + "/…";
    }

    @Override
    public String toString() {
        return shown();
    }
}
