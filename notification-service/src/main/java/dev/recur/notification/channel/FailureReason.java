package dev.recur.notification.channel;

import dev.recur.wire.json.WireName;

/** Why a delivery failed: a closed set, also a label of metrics. */
public enum FailureReason implements WireName {
    /** An answer of 3xx: never followed. */
    REDIRECT,
    /** An answer of 4xx that none of the others names. */
    CLIENT_ERROR,
    /** 410: the receiver is gone and is disabled. */
    GONE,
    /** 429. */
    RATE_LIMITED,
    /** 502, 503 or 504. */
    UNAVAILABLE,
    /** Another answer of 5xx, or one of 1xx. */
    SERVER_ERROR,
    /** No answer in time. */
    TIMEOUT,
    /** The host's name leads nowhere. */
    UNKNOWN_HOST,
    /** The host has an address that is not allowed. */
    ADDRESS_NOT_ALLOWED,
    /** No connection. */
    CONNECT_FAILED,
    /** The TLS handshake failed, for example over a certificate. */
    TLS_FAILED,
    /** The connection ended before the answer. */
    CONNECTION_CLOSED,
    /** The answer was no HTTP. */
    PROTOCOL_ERROR,
    /** The mail server refuses the mail for now (4xx), or our login. */
    MAIL_DEFERRED,
    /** The mail server refuses the mail for good (5xx). */
    MAIL_REFUSED,
    /** There is no mail server in the configuration. */
    MAIL_NOT_CONFIGURED,
    /** The receiver's secret cannot be opened: its key is missing, or it was tampered with. */
    SECRET_LOCKED,
    /** The receiver was disabled when its turn came. */
    RECEIVER_DISABLED,
    /** The receiver was gone from the configuration when its turn came. */
    RECEIVER_DELETED,
    /** Something failed on our side; the log says what. */
    INTERNAL_ERROR
}
