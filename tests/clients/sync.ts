/** Bring the store to where the site is: from the bundle on the first launch, by the feed ever after. */

import type { BundleLine, ChangeList, Guide, Problem } from "./contract.js";
import { applied, type Store, type Step } from "./store.js";

/** Milliseconds without a byte, after which the network counts as lost. */
const PATIENCE = Number(process.env["PATIENCE"] ?? 20_000);

/** There is no network, or it went away: the store is as good as it was. Try again later. */
export class Offline extends Error {}

export interface Report {
  /** What was done: the store was filled from the bundle, changes were applied, or there was nothing new. */
  did: "bundle" | "changes" | "nothing";
  /** Entries of the feed that were received. */
  changes: number;
}

export class Sync {
  constructor(
    private readonly api: string,
    private readonly store: Store,
    private readonly step: Step,
    private readonly limit = 50,
  ) {}

  async run(): Promise<Report> {
    const { cursor } = await this.store.read();
    const fresh = cursor === null;
    if (fresh) await this.fill(`${this.api}bundle`);
    const report = await this.follow();
    return fresh ? { ...report, did: "bundle" } : report;
  }

  /** Page after page: a page and the cursor behind it are stored in one write, so a kill repeats a page at most. */
  private async follow(): Promise<Report> {
    const report: Report = { did: "nothing", changes: 0 };
    for (;;) {
      const { guides, cursor, etag } = await this.store.read();
      const address = `${this.api}changes?limit=${this.limit}&cursor=${encodeURIComponent(cursor ?? "")}`;
      const answer = await this.get(address, etag);
      if (answer.status === 304) return report;
      if (answer.status === 410 || answer.status === 400) {
        // Too long away, or the cursor is good no more: what was removed since cannot be known. Begin again.
        const { link } = await json<Problem>(answer);
        await this.fill(link ?? `${this.api}bundle`);
        return { ...report, did: "bundle" };
      }
      const page = await json<ChangeList>(answer);
      await this.step("received");
      const isEnd = page.next_cursor === cursor; // the next request has this address: its validator is good for it
      await this.store.write({
        guides: applied(guides, page.items),
        cursor: page.next_cursor,
        etag: isEnd ? answer.headers.get("ETag") : null,
      });
      if (page.items.length > 0) report.did = "changes";
      report.changes += page.items.length;
      if (!page.has_more && isEnd) return report;
    }
  }

  /** Replace everything by the bundle. What is kept stays as it is until the last line is there. */
  private async fill(address: string): Promise<void> {
    const answer = await this.get(address);
    const guides: Record<string, Guide> = {};
    let cursor: string | null = null;
    for await (const line of lines(answer)) {
      const entry = JSON.parse(line) as BundleLine;
      if (entry.kind === "guide") guides[entry.guide.id] = entry.guide;
      if (entry.kind === "cursor") cursor = entry.cursor;
      await this.step("line");
    }
    if (cursor === null) throw new Offline("The bundle was cut off.");
    await this.store.write({ guides, cursor, etag: null });
  }

  private async get(address: string, etag: string | null = null): Promise<Response> {
    const headers: Record<string, string> = etag ? { "If-None-Match": etag } : {};
    const answer = await online(fetch(address, { headers }));
    if (!answer.ok && ![304, 400, 410].includes(answer.status)) {
      throw new Offline(`${answer.status} ${await online(answer.text())}`);
    }
    return answer;
  }
}

async function json<T>(answer: Response): Promise<T> {
  return (await online(answer.json())) as T;
}

/** The whole lines of a body. One that was cut off is no line. */
async function* lines(answer: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = answer.body!.getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await online(reader.read());
    if (done) return;
    const parts = (rest + decoder.decode(value, { stream: true })).split("\n");
    rest = parts.pop() ?? "";
    yield* parts.filter((part) => part !== "");
  }
}

/** Whatever goes wrong on the way is the network's fault; so is silence. */
async function online<T>(waiting: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("No answer.")), PATIENCE);
  });
  try {
    return await Promise.race([waiting, silence]);
  } catch (error) {
    throw new Offline(String(error), { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
