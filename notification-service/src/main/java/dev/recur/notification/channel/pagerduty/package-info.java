/** Telling by PagerDuty's Events API v2: one alert for each investigation. */
@NullMarked
package dev.recur.notification.channel.pagerduty;

import org.jspecify.annotations.NullMarked;
