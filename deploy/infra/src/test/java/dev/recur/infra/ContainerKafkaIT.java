package dev.recur.infra;

import dev.recur.infra.kafka.ContainerKafka;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(
        named = Infra.KIND,
        matches = "containers",
        disabledReason = "needs a container engine: -Drecur.infra=containers")
class ContainerKafkaIT extends KafkaContract {

    @Override
    Kafka start() {
        return ContainerKafka.start();
    }
}
