/**
 * node app.js list STORE            what is kept, without a network
 * node app.js sync STORE API        bring it up to date; exit code 3 where there is no network
 *
 * LIMIT is how many changes are asked for at a time, PATIENCE how many milliseconds it waits for a byte.
 * PAUSE_AT=received:2 stops for good at the second such step.
 */

import { Store } from "./store.js";
import { Offline, Sync } from "./sync.js";

const [command, path = "", api = ""] = process.argv.slice(2);
const [pausedStep, pausedTime] = (process.env["PAUSE_AT"] ?? "").split(":");
let times = 0;

async function step(name: string): Promise<void> {
  if (name !== pausedStep || ++times !== Number(pausedTime)) return;
  process.stdout.write("paused\n");
  await new Promise((resolve) => setTimeout(resolve, 600_000));
}

const store = new Store(path, step);
if (command === "list") {
  process.stdout.write(JSON.stringify((await store.read()).guides));
} else {
  try {
    const report = await new Sync(api, store, step, Number(process.env["LIMIT"] ?? 50)).run();
    process.stdout.write(JSON.stringify(report));
  } catch (error) {
    if (!(error instanceof Offline)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(3); // at once: a connection that says nothing would keep the process
  }
}
