package dev.recur.wire.json;

/**
 * What is wrong at one place of a body, and what would be right.
 *
 * @param pointer JSON pointer (RFC 6901) to the place, empty for the whole body
 * @param detail says what to fix
 */
public record Problem(String pointer, String detail) {}
