package dev.recur.infra;

/** Something did not start; the message is one sentence for a person, saying what and, where known, what to do. */
public class CannotStartException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public CannotStartException(String sentence) {
        super(sentence);
    }

    public CannotStartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
