package dev.recur.notification.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverUrlTest {

    private final ReceiverUrl strict = new ReceiverUrl(false);

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "http://example.com/, https",
                "ftp://example.com/, https",
                "example.com, https",
                "file:///etc/passwd, https",
                "https://, must be a URL",
                "https:///path, host",
                "https://user@example.com/, user name",
                "https://user:pass@example.com/, user name",
                "https://example.com/#part, fragment",
                "https://example.com:0/, port",
                "https://example.com:70000/, port",
                "https://localhost/, this machine",
                "https://LOCALHOST./, this machine",
                "https://a.localhost/, this machine",
                "https://127.0.0.1/, public address",
                "https://127.0.0.1./, must name a host",
                "https://[::1]/, public address",
                "https://[::ffff:127.0.0.1]/, public address",
                "https://[fd00:ec2::254]/, public address",
                "https://169.254.169.254/latest/, public address",
                "https://2130706433/, four decimal numbers",
                "https://0x7f000001/, four decimal numbers",
                "https://0177.0.0.1, four decimal numbers",
                "https://127.1/, must name a host",
                "https://0x7f.0.0.0x1/, must name a host",
                "https://bücher.example/, ASCII",
            })
    void refuses_what_may_lead_inside_and_says_why(String url, String why) {
        assertThat(strict.problem(url))
                .hasValueSatisfying(problem -> assertThat(problem).contains(why));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "https://example.com/hooks/recur?team=a",
                "https://example.com:8443/x",
                "HTTPS://Example.COM/",
                "https://1.1.1.1/",
                "https://[2606:4700:4700::1111]/x",
                "https://xn--bcher-kva.example/"
            })
    void takes_https_to_public_hosts(String url) {
        assertThat(strict.problem(url)).isEmpty();
    }

    @Test
    void a_laptop_may_allow_private_addresses_and_http_but_no_user_names() {
        var lenient = new ReceiverUrl(true);

        assertThat(lenient.problem("http://127.0.0.1:8080/hook")).isEmpty();
        assertThat(lenient.problem("http://localhost/hook")).isEmpty();
        assertThat(lenient.problem("http://a:b@127.0.0.1/hook")).isPresent();
        assertThat(lenient.problem("ftp://127.0.0.1/hook")).isPresent();
    }
}
