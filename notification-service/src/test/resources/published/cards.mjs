// Reads the cards in cards.json as version 1.2; says what the reader finds wrong with each.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// its module for import names files without their endings, which node does not find
const cards = createRequire(import.meta.url)("adaptivecards/dist/adaptivecards.js");
const { AdaptiveCard, SerializationContext, Versions } = cards;
for (const [name, json] of Object.entries(JSON.parse(readFileSync("cards.json", "utf8")))) {
  const context = new SerializationContext(Versions.v1_2);
  const card = new AdaptiveCard();
  card.parse(json, context);
  const problems = [];
  for (let i = 0; i < context.eventCount; i++) {
    problems.push(context.getEventAt(i).message);
  }
  card.validateProperties().validationEvents.forEach((event) => problems.push(event.message));
  const written = card.toJSON(new SerializationContext(Versions.v1_2));
  if (JSON.stringify(written.body ?? []).length < JSON.stringify(json.body).length / 2) {
    problems.push("much of it was dropped");
  }
  console.log(`${name}: ${problems.join("; ") || "fine"}`);
}
