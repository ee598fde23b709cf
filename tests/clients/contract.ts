/** The part of the API's contract that syncing needs. An app generates all of it from openapi.json. */

export interface Guide {
  id: string;
  edition: number;
  digest: string;
  title: string;
}

/** One entry of the feed. Kinds may be added, such as `recall`: a client skips those that it does not know. */
export type Change =
  | { kind: "guide"; guide: Guide }
  | { kind: "gone"; id: string; reason: string };

export interface ChangeList {
  items: Change[];
  next_cursor: string;
  has_more: boolean;
}

/** A line of the bundle. The last one is the cursor with which the feed goes on. */
export type BundleLine = Change | { kind: "cursor"; cursor: string };

export interface Problem {
  status: number;
  detail: string;
  link: string | null;
}
