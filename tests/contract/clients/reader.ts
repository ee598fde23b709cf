/** A consumer of every node, with the types that openapi-typescript makes. A node that it forgets is a compiler's error. */

import type {
  BodyNode,
  BundleLine,
  Change,
  Contact,
  Figure,
  GuideDocument,
  GuideReply,
  NewReply,
  QuestionNode,
  SectionChild,
} from "./api.js";

const line = (...parts: (string | null)[]): string =>
  parts.map((part) => (part ?? "-").replace(/\s+/g, " ").trim()).join(" | ");

const unknown = (value: never): never => {
  throw new Error(`Not of this revision of the contract: ${JSON.stringify(value)}`);
};

export function transcript(guide: GuideDocument): string[] {
  return [line("guide", guide.title, guide.hero?.alt ?? null, String(guide.edition)), ...guide.body.flatMap(ofBody)];
}

function ofBody(node: BodyNode): string[] {
  switch (node.type) {
    case "section":
      return [line("section", node.id, node.anchor, node.heading), ...node.nodes.map(ofSection)];
    case "faq": {
      const introduction = node.introduction?.plain ?? null;
      return [line("faq", node.id, node.anchor, node.heading, introduction), ...node.questions.flatMap(ofFaq)];
    }
    default:
      return unknown(node);
  }
}

function ofFaq(node: QuestionNode): string[] {
  return [line(node.type, node.id, node.anchor, node.question, node.library_entry), ...node.answer.map(ofSection)];
}

function ofSection(node: SectionChild): string {
  switch (node.type) {
    case "text":
      return line("text", node.id, node.text.plain);
    case "subheading":
      return line("subheading", node.id, node.anchor, node.text);
    case "image":
      return line("image", node.id, node.image.alt, node.image.renditions.at(-1)?.url ?? null, node.caption, node.credit);
    case "callout":
      return line("callout", node.id, node.tone, node.heading, node.text.plain);
    case "urgent_help":
      return line("urgent_help", node.id, node.heading, node.text.plain, ...ways(node.contacts));
    case "care_card":
      return line("care_card", node.id, node.urgency, node.heading, node.text.plain, ...ways(node.contacts));
    case "quote":
      return line("quote", node.id, node.text.plain, node.source);
    case "steps":
      return line("steps", node.id, ...node.steps.flatMap((step) => [step.title, step.text?.plain ?? null]));
    case "video":
      return line("video", node.id, node.provider, node.title, node.url, node.player, node.transcript.plain);
    case "download": {
      const { url, name, format, byte_count } = node.file;
      return line("download", node.id, node.title, node.text, url, name, format, String(byte_count));
    }
    case "related_guides": {
      const links = node.guides.flatMap((guide) => [guide.id, guide.title, guide.url]);
      return line("related_guides", node.id, node.heading, ...links);
    }
    case "divider":
      return line("divider", node.id);
    case "table": {
      const cells = node.rows.flatMap((row) => row.cells.map((cell) => cell.plain));
      return line("table", node.id, node.caption, node.has_row_headers ? "rows" : null, ...node.header, ...cells);
    }
    case "key_facts":
      return line("key_facts", node.id, node.heading, ...node.facts.flatMap((fact) => [fact.label, fact.text.plain]));
    case "figures":
      return line("figures", node.id, ...node.figures.flatMap(ofFigure));
    default:
      return unknown(node);
  }
}

const ways = (contacts: Contact[]): (string | null)[] =>
  contacts.flatMap((contact) => [contact.label, contact.detail, contact.href]);

function ofFigure({ number, unit, share, meaning, source, url }: Figure): (string | null)[] {
  return [number, unit, share ? `${share.part}/${share.whole}` : null, meaning, source, url];
}

export function followed(change: Change): string {
  switch (change.kind) {
    case "guide":
      return line("keep", change.guide.id);
    case "gone":
      return line("remove", change.id, change.reason);
    default:
      return unknown(change);
  }
}

export function bundled(item: BundleLine): string {
  switch (item.kind) {
    case "guide":
      return line("keep", item.guide.id);
    case "cursor":
      return line("go on", item.cursor);
    default:
      return unknown(item);
  }
}

export function replied(reply: GuideReply): string {
  return line("reply", reply.id, reply.parent, reply.name, reply.text, reply.answered_in?.url ?? null);
}

/** An answer to a reply, or a new one. */
export function answering(reply: GuideReply | null, name: string, email: string, text: string): NewReply {
  return { name, email, text, parent: reply?.parent ?? reply?.id ?? null };
}
