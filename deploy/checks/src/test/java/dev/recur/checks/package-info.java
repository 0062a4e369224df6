/** What {@code deploy} holds beside code, checked: manifests of Kubernetes, the compose file, alert rules, the dashboard. */
@NullMarked
package dev.recur.checks;

import org.jspecify.annotations.NullMarked;
