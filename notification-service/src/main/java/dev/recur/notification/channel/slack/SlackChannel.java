package dev.recur.notification.channel.slack;

import dev.recur.notification.channel.Channel;
import dev.recur.notification.channel.Message;
import dev.recur.notification.channel.Result;
import dev.recur.notification.letter.Letters;
import dev.recur.notification.outbound.JsonPosts;
import dev.recur.notification.receiver.Destination;

/** Posts to an incoming webhook of Slack. */
public final class SlackChannel implements Channel<Destination.Slack> {

    private final Letters letters;
    private final JsonPosts posts;

    public SlackChannel(Letters letters, JsonPosts posts) {
        this.letters = letters;
        this.posts = posts;
    }

    @Override
    public Result deliver(Message message, Destination.Slack destination) {
        return posts.toSecret(destination.url().url(), SlackMessage.of(letters.write(message)));
    }
}
