/** What the app keeps: the guides, and the cursor that says how far they go. Both are written together or not at all. */

import { open, readFile, rename } from "node:fs/promises";

import type { Change, Guide } from "./contract.js";

/** Called at each step. A test stops the process there, to kill it. */
export type Step = (name: string) => Promise<void>;

export interface State {
  guides: Record<string, Guide>;
  cursor: string | null;
  /** The validator of the feed at `cursor`, where that was its end. */
  etag: string | null;
}

export const EMPTY: State = { guides: {}, cursor: null, etag: null };

export class Store {
  constructor(
    private readonly path: string,
    private readonly step: Step,
  ) {}

  async read(): Promise<State> {
    try {
      return JSON.parse(await readFile(this.path, "utf8")) as State;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return EMPTY;
      throw error;
    }
  }

  /** Replace all that is kept. A process that is killed anywhere in here leaves the old state whole, or the new one. */
  async write(state: State): Promise<void> {
    const words = JSON.stringify(state);
    const half = Math.floor(words.length / 2);
    const file = await open(`${this.path}.new`, "w");
    try {
      await file.writeFile(words.slice(0, half));
      await this.step("writing");
      await file.writeFile(words.slice(half));
      await file.sync(); // the words are on the disk before the name is
    } finally {
      await file.close();
    }
    await this.step("written");
    await rename(`${this.path}.new`, this.path);
    await this.step("stored");
  }
}

/** The guides after some changes. Applying a change twice is the same as once: a page may come again. */
export function applied(guides: Record<string, Guide>, changes: Change[]): Record<string, Guide> {
  const next = { ...guides };
  for (const change of changes) {
    if (change.kind === "guide") next[change.guide.id] = change.guide;
    else if (change.kind === "gone") delete next[change.id]; // whatever the reason, and even if it was never here
    // Any other kind is of a later contract: skipped.
  }
  return next;
}
