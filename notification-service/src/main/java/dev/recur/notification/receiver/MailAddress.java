package dev.recur.notification.receiver;

import java.util.Optional;
import java.util.regex.Pattern;

/** A mailbox, without a display name: {@code local@domain}, in ASCII, as SMTP takes it without extensions. */
public record MailAddress(String text) {

    static final String FORM = "must be an address such as team@example.com, in ASCII and without a name";

    /** RFC 5321's dot-string and domain; what needs quotes is refused, and with it every way into another header. */
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;

    /** The address of that text, unless it is none. */
    public static Optional<MailAddress> parse(String text) {
        return text.length() <= LONGEST
                        && text.indexOf('@') <= LONGEST_LOCAL_PART
                        && ADDRESS.matcher(text).matches()
                ? Optional.of(new MailAddress(text))
                : Optional.empty();
    }

    public String domain() {
        return text.substring(text.indexOf('@') + 1);
    }

    @Override
    public String toString() {
        return text;
    }
}
