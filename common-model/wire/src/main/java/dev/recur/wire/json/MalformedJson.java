package dev.recur.wire.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

/** The bytes are not one JSON document within the limits; the message says where and why, and quotes nothing of it. */
public final class MalformedJson extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String detail;

    public MalformedJson(String detail) {
        super(detail);
        this.detail = detail;
    }

    /** What is wrong and where. */
    public String detail() {
        return detail;
    }

    static MalformedJson trailing() {
        return new MalformedJson("there is something after the end of the JSON document");
    }

    static MalformedJson from(JsonProcessingException e) {
        var location = e.getLocation();
        var where = location == null
                ? ""
                : " at line " + Math.max(1, location.getLineNr()) + ", column " + Math.max(1, location.getColumnNr());
        return new MalformedJson(reason(e) + where);
    }

    private static String reason(JsonProcessingException e) {
        var message = e.getOriginalMessage();
        if (e instanceof StreamConstraintsException) {
            if (message.contains("nesting depth")) {
                return "the JSON is nested deeper than " + Json.MAX_DEPTH + " levels";
            }
            if (message.contains("String value length")) {
                return "a string is longer than " + Json.MAX_STRING + " characters";
            }
            return "a name or a number is longer than allowed";
        }
        if (message.startsWith("Duplicate")) {
            return "a member stands twice in one object";
        }
        if (message.startsWith("Trailing token")) {
            return "there is something after the end of the JSON document";
        }
        return "the body is not valid JSON";
    }
}
