/** Amazon SNS, asked over HTTPS. */
@NullMarked
package dev.recur.ingest.webhook.sns;

import org.jspecify.annotations.NullMarked;
