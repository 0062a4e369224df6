package dev.recur.notification.channel.teams;

import dev.recur.notification.channel.Channel;
import dev.recur.notification.channel.Message;
import dev.recur.notification.channel.Result;
import dev.recur.notification.letter.Letters;
import dev.recur.notification.outbound.JsonPosts;
import dev.recur.notification.receiver.Destination;

/** Posts to the webhook of a Teams workflow. */
public final class TeamsChannel implements Channel<Destination.Teams> {

    private final Letters letters;
    private final JsonPosts posts;

    public TeamsChannel(Letters letters, JsonPosts posts) {
        this.letters = letters;
        this.posts = posts;
    }

    @Override
    public Result deliver(Message message, Destination.Teams destination) {
        return posts.toSecret(destination.url().url(), TeamsCard.of(letters.write(message)));
    }
}
