package dev.recur.ingest.webhook;

/** Text as every store can keep it. */
final class Text {

    private static final String CUT = "…";

    private Text() {}

    /** Without the characters U+0000 and halves of surrogate pairs. */
    static String mended(String text) {
        if (text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c))) {
            return text;
        }
        var result = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c != 0 && !(Character.isBmpCodePoint(c) && Character.isSurrogate((char) c)))
                .forEach(result::appendCodePoint);
        return result.toString();
    }

    /** Mended and at most that many characters, the last of them saying that there was more. */
    static String cut(String text, int longest) {
        var mended = mended(text);
        if (mended.length() <= longest) {
            return mended;
        }
        var end = longest - CUT.length();
        return mended.substring(0, Character.isHighSurrogate(mended.charAt(end - 1)) ? end - 1 : end) + CUT;
    }
}
