import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * One Elasticsearch node for development and tests, on loopback only.
 *
 * The official launcher is not published as a jar; this starts the same Node class without it. Settings come from
 * config/elasticsearch.yml and the system properties es.path.home, es.path.data and es.http.port.
 */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws Exception {
        // Before anything else: the settings parser already wants a logger.
        LogConfigurator.configureESLogging();
        Settings overrides = Settings.builder()
            .put("path.home", required("es.path.home"))
            .put("path.data", required("es.path.data"))
            .put("http.port", required("es.http.port"))
            .build();
        Path config = Path.of(required("es.path.home"), "config");
        Environment environment =
            InternalSettingsPreparer.prepareEnvironment(overrides, Map.of(), config, () -> "local");
        PluginsLoader plugins = PluginsLoader.createPluginsLoader(
            PluginsLoader.loadModulesBundles(environment.modulesDir()), Set.of(), Map.of());

        LogConfigurator.configure(environment, true);

        Node node = new Node(environment, plugins);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
        node.start();
        // Written last: whoever waits for this file may connect.
        Files.writeString(Path.of(required("es.path.data"), "started"), Long.toString(ProcessHandle.current().pid()));
        Thread.currentThread().join();
    }

    private static void close(Node node) {
        try {
            node.close();
            node.awaitClose(10, TimeUnit.SECONDS);
        } catch (IOException | InterruptedException e) {
            System.err.println("The node did not close cleanly: " + e);
        }
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalArgumentException("Missing system property " + property);
        }
        return value;
    }
}
