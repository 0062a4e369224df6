/** What holds for the settings of every service. */
@NullMarked
package dev.recur.service.config;

import org.jspecify.annotations.NullMarked;
