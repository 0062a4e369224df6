package dev.recur.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import dev.recur.wire.report.Identity;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page for people, in a real browser. */
@QuarkusTest
@QuarkusTestResource(RealKafka.class)
class ReportPageIT {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void open() {
        var chromium = chromium();
        if (chromium.isEmpty()) {
            System.err.println("*** LEFT OUT: the tests in a real browser (no chromium on the search path) ***");
        }
        assumeTrue(chromium.isPresent(), "no chromium on the search path");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.get())
                        // Chromium refuses to be root in a sandbox
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));
    }

    private static Optional<Path> chromium() {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "chromium"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @AfterAll
    static void close() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void ready() {
        Ingest.awaitReady();
    }

    @ParameterizedTest(name = "{0}, {3}")
    @CsvSource({"phone, 360, 740, LIGHT", "phone, 360, 740, DARK", "desktop, 1280, 900, LIGHT"})
    void every_state_of_the_page_is_accessible_and_fits(String device, int width, int height, ColorScheme scheme) {
        var options = new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                // for the checker's own script
                .setBypassCSP(true);
        try (var context = browser.newContext(options)) {
            var page = context.newPage();
            page.navigate(url());
            check(page, device + "-" + scheme + "-empty");

            page.locator("summary").click();
            page.locator("#when").evaluate("field => field.type = 'text'");
            page.fill("#what", "Almost dropped the production database");
            page.fill("#when", "yesterday");
            page.click("button");
            assertThat(page.locator("[role=alert]").isVisible()).isTrue();
            check(page, device + "-" + scheme + "-wrong");

            page.fill("#when", "");
            page.click("button");
            assertThat(page.locator(".receipt").textContent()).startsWith("nm_");
            check(page, device + "-" + scheme + "-thanks");
        }
    }

    @Test
    void without_a_script_a_near_miss_is_told_in_one_field() {
        var options =
                new Browser.NewContextOptions().setJavaScriptEnabled(false).setViewportSize(360, 740);
        try (var context = browser.newContext(options)) {
            var page = context.newPage();
            page.navigate(url());
            page.fill("#what", "Host names differ by one letter");
            page.click("button");

            var receipt = page.locator(".receipt").textContent();
            assertThat(ReportTopic.reportsOf(Identity.incidentOfReceipt(receipt)))
                    .hasSize(1);
            assertThat(context.cookies()).isEmpty();
        }
    }

    @Test
    void the_browser_finds_nothing_to_complain_of_under_the_policy_of_the_page() {
        try (var context = browser.newContext()) {
            var page = context.newPage();
            var complaints = new ArrayList<String>();
            page.onConsoleMessage(message -> {
                // browsers ask for this one by themselves
                if (!message.location().contains("favicon")) {
                    complaints.add(message.text());
                }
            });
            page.navigate(url());
            assertThat(page.locator("main").evaluate("main => getComputedStyle(main).maxWidth"))
                    .isEqualTo("608px");
            assertThat(complaints).isEmpty();
        }
    }

    private static void check(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
        var violations = new AxeBuilder(page).analyze().getViolations();
        assertThat(violations.stream()
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes())
                        .toList())
                .as(name)
                .isEmpty();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as(name + " fits")
                .isTrue();
    }

    private static String url() {
        return "http://127.0.0.1:" + Ingest.port() + "/report";
    }
}
