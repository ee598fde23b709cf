// Guides that readers have kept on their own device: each with its pictures and styles, and nothing else. It is asked
// for by nobody who has not kept one, tells nobody what is kept, and goes when the last guide does.
"use strict";

const WORDS = {{ words }};
const PREFIX = "guidepost-kept ";
const FACTS = "?guidepost-kept";
// What a guide answers that is not there any more, for everybody; a redirect is told by its type.
const GONE = [301, 401, 403, 404, 410];
// Milliseconds that a network may be silent before the copy is shown, and until kept guides are asked for again while
// their reader is on the site.
const PATIENCE = 5000;
const OFTEN = 60 * 1000;
// Pixels: pictures of about this width are kept.
const WIDTH = 900;
const HEADERS = ["content-type", "content-language", "content-security-policy", "referrer-policy"];

const each = (text, pattern) => {
  const found = [];
  text.replace(pattern, (...match) => { found.push(match); return ""; });
  return found;
};
const address = (words, base) => new URL(words.replace(/&amp;/g, "&"), base).href;
// As the public gets it: what only somebody who is signed in may read is not kept.
const ask = (url) => fetch(url, { cache: "no-cache", credentials: "omit", redirect: "manual" });
const isGone = (answer) => answer.type === "opaqueredirect" || GONE.includes(answer.status);
const isPrivate = (answer) => /no-store|private/.test(answer.headers.get("cache-control") || "");

// What a guide says, without the frame around it: a site's own may be another each time that it is asked for.
const said = (html) => (/<article class="guide"[^]*<\/article>/.exec(html) || [html])[0];

// The files that a page names, and for each address of a picture the one that is kept for it. A site's own frame is
// written as its authors like.
const filesOf = (html, base) => {
  const files = new Set();
  for (const [tag] of each(html, /<(?:link|script)\s[^>]*>/g)) {
    const named = /\s(?:href|src)=["']?([^"'\s>]+)/.exec(tag);
    if (named && (/^<script/.test(tag) || /rel=["']?(?:stylesheet|icon|preload)/.test(tag))) files.add(address(named[1], base));
  }
  const pictures = {};
  for (const [, picture] of each(html, /<picture>([^]*?)<\/picture>/g)) {
    const sized = each(picture, /([^\s",]+) (\d+)w/g).map(([, url, width]) => [address(url, base), Number(width)]);
    const whole = each(picture, /\ssrc="([^"]+)"/g).map(([, url]) => address(url, base));
    const fitting = sized.find(([, width]) => width >= WIDTH) || sized[sized.length - 1];
    const chosen = fitting ? fitting[0] : whole[0];
    files.add(chosen);
    for (const url of [...sized.map(([url]) => url), ...whole]) pictures[url] = chosen;
  }
  return { files: [...files], pictures };
};

const load = async (url) => {
  const isHere = new URL(url).origin === self.location.origin;
  const answer = await fetch(url, isHere ? { credentials: "omit" } : { mode: "no-cors" });
  if (!answer.ok && answer.type !== "opaque") throw new Error(`${answer.status} ${url}`);
  return answer;
};

// The files that are there. Without one that is needed it fails: not without what only the site's own frame asks for.
const ours = /\/guide_pages\//;
const loadAll = async (urls, isNeeded) => {
  const loading = urls.filter((url) => /^http/.test(url)).map((url) => load(url).then((file) => [url, file], (error) => {
    if (isNeeded(url)) throw error;
    return null;
  }));
  return (await Promise.all(loading)).filter(Boolean);
};

const factsOf = async (name) => {
  const stored = await caches.match(name.slice(PREFIX.length) + FACTS, { cacheName: name });
  return stored ? stored.json() : null;
};
const names = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

const drop = async (name) => {
  await caches.delete(name);
  if (!(await names()).length) await self.registration.unregister();
};

// Stores a guide with all that it shows, or fails and changes nothing.
const store = async (path, answer) => {
  const name = PREFIX + path;
  const base = new URL(path, self.location.origin).href;
  const html = await answer.text();
  const { files, pictures } = filesOf(html, base);
  const loaded = await loadAll(files, (url) => ours.test(url) || Object.values(pictures).includes(url));
  for (const [url, file] of [...loaded]) {
    if (!/text\/css/.test(file.headers.get("content-type") || "")) continue;
    const urls = each(await file.clone().text(), /url\(\s*["']?([^"')]+)/g).map(([, named]) => address(named, url));
    loaded.push(...await loadAll(urls.filter((named) => !named.startsWith("data:")), () => ours.test(url)));
  }
  const before = await factsOf(name);
  const now = new Date().toISOString();
  const title = (/<h1[^>]*id="title_h"[^>]*>([^]*?)<\/h1>/.exec(html) || [])[1] || path;
  const style = files.find((url) => /guide\.[^/]*css/.test(url)) || "";
  const icon = files.find((url) => /\.svg$/.test(url)) || "data:,";
  const facts = { title, style, icon, pictures, since: before ? before.since : now, checked: now };
  const headers = HEADERS.filter((one) => answer.headers.has(one)).map((one) => [one, answer.headers.get(one)]);
  const cache = await caches.open(name);
  for (const [url, file] of loaded) await cache.put(url, file);
  await cache.put(path, new Response(html, { headers }));
  await cache.put(path + FACTS, new Response(JSON.stringify(facts)));
  const named = new Set([...loaded.map(([url]) => url), base, base + FACTS]);
  for (const request of await cache.keys()) if (!named.has(request.url)) await cache.delete(request);
  return facts;
};

// Takes a newer edition, or notes that there is none; drops what is gone. Says which: "gone", "newer", "same", "unknown".
const renew = async (path, answer) => {
  const name = PREFIX + path;
  const facts = await factsOf(name);
  if (!facts) return "unknown";
  if (isGone(answer) || (answer.ok && isPrivate(answer))) {
    await drop(name);
    return "gone";
  }
  if (!answer.ok) return "unknown";
  const kept = await caches.match(path, { cacheName: name });
  const [before, now] = [kept ? await kept.text() : "", await answer.clone().text()];
  if (before === now) {
    const cache = await caches.open(name);
    await cache.put(path + FACTS, new Response(JSON.stringify({ ...facts, checked: new Date().toISOString() })));
    return "same";
  }
  await store(path, answer);
  return said(before) === said(now) ? "same" : "newer";
};
const check = async (path) => {
  try {
    return await renew(path, await ask(path));
  } catch (error) {
    return "unknown"; // No network: it stays as it is.
  }
};
const checkOthers = async () => {
  for (const name of await names()) {
    const facts = await factsOf(name);
    if (!facts || Date.now() - Date.parse(facts.checked) > OFTEN) await check(name.slice(PREFIX.length));
  }
};

// The copy, which says of itself from when it is.
const copyOf = async (path) => {
  const name = PREFIX + path;
  const [stored, facts] = await Promise.all([caches.match(path, { cacheName: name }), factsOf(name)]);
  if (!stored || !facts) return null;
  const html = (await stored.text()).replace(/<html(?=[\s>])/i, `<html data-kept="${facts.checked}"`);
  return new Response(html, { headers: stored.headers });
};

// What stands where there is no network and the page is not kept: which guides are.
const listing = async () => {
  const kept = [];
  for (const name of await names()) {
    const facts = await factsOf(name);
    if (facts) kept.push({ ...facts, path: name.slice(PREFIX.length) });
  }
  if (!kept.length) return Response.error();
  const lines = kept.map(({ path, title }) => `<li><a href="${path}">${title}</a></li>`).join("");
  const html = `<!doctype html><html lang="${WORDS.language}" dir="${WORDS.direction}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${WORDS.offline}</title><link rel="stylesheet" href="${kept[0].style}"><link rel="icon" href="${kept[0].icon}">
<body class="page"><main id="main"><div class="column column--text apology"><h1>${WORDS.offline}</h1>
<p class="apology__words">${WORDS.kept}</p><div class="prose"><ul>${lines}</ul></div></div></main>`;
  const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": "default-src 'self'" };
  return new Response(html, { headers });
};

const open = async (event, url) => {
  const path = url.pathname;
  if (!(await caches.has(PREFIX + path))) {
    const answering = fetch(event.request);
    event.waitUntil(answering.then(checkOthers).catch(() => {})); // Whatever page is read: what is gone is dropped.
    return answering.catch(listing);
  }
  const answering = fetch(event.request, { cache: "no-cache" }); // What was withdrawn a moment ago is not shown.
  // It came with cookies, and a site's own frame may name who is signed in: it may end a copy, and never become one.
  const renewing = answering.then((answer) => {
    if (url.search) return "";
    return answer.ok && !isPrivate(answer) ? check(path) : renew(path, answer.clone());
  });
  event.waitUntil(renewing.then(checkOthers).catch(() => {}));
  const silence = new Promise((resolve, reject) => { setTimeout(reject, PATIENCE); });
  try {
    const answer = await Promise.race([answering, silence]);
    return answer.status < 500 ? answer : (await copyOf(path)) || answer;
  } catch (error) {
    return (await copyOf(path)) || answering;
  }
};

const fileOf = async (url) => {
  const whole = await caches.match(url, { ignoreVary: true });
  if (whole) return whole;
  for (const name of await names()) {
    const facts = await factsOf(name);
    const instead = facts && facts.pictures[url] && (await caches.match(facts.pictures[url], { cacheName: name, ignoreVary: true }));
    if (instead) return instead;
  }
  return Response.error();
};

self.addEventListener("install", () => { self.skipWaiting(); });
self.addEventListener("activate", (event) => { event.waitUntil(self.clients.claim()); });
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(open(event, new URL(request.url)));
  else if (["style", "script", "image", "font"].includes(request.destination)) {
    event.respondWith(fetch(request).catch(() => fileOf(request.url)));
  }
});
self.addEventListener("message", (event) => {
  const { act, path } = event.data;
  const acts = {
    keep: async () => {
      const answer = await ask(path);
      if (!answer.ok || isPrivate(answer)) throw new Error(String(answer.status));
      return store(path, answer);
    },
    drop: () => drop(PREFIX + path),
    check: () => check(path),
  };
  const done = acts[act]().then((said) => ({ said }), (error) => ({ error: String(error) }));
  event.waitUntil(done.then((answer) => event.ports[0].postMessage(answer)));
});
