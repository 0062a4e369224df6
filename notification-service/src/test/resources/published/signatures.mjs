// Verifies what stands in requests.json; says of each whether it held, unchanged and with its body changed.
import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";

for (const { secret, headers, body } of JSON.parse(readFileSync("requests.json", "utf8"))) {
  const holds = (text) => {
    try {
      new Webhook(secret).verify(text, headers);
      return true;
    } catch {
      return false;
    }
  };
  console.log(`${holds(body)} ${holds(body + " ")}`);
}
