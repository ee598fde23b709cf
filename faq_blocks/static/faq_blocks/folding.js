// Streams whose folded blocks are built when somebody opens them: Wagtail builds each editor of a form before its first
// keystroke, which takes ten seconds for a hundred sections. Beside the heading of a block that is not built stand its
// words, so that the browser finds them, and one input with what is stored of it. What is built is Wagtail's own block.
// A block that was opened and not changed is still sent as it is stored: looking at something is no edit.
(() => {
  const { StreamBlock, StreamBlockDefinition, StructBlockDefinition } = window.wagtailStreamField.blocks;
  const AT_ONCE = 5; // blocks built when they are asked for together; of more, those that are seen
  const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

  /* Words of a block that is not built. */

  const textOf = (value) => {
    if (Array.isArray(value)) return value.map((part) => textOf(part?.type ? part.value : part)).join(" ");
    if (value && typeof value === "object") return Object.values(value).map(textOf).join(" ");
    return typeof value === "string" ? value.replace(/<(?:br|\/p|\/li|\/h\d)[^>]*>/g, " ").replace(/<[^>]*>/g, "") : "";
  };

  const unescaped = (text) => {
    const holder = document.createElement("textarea");
    holder.innerHTML = text;
    return holder.value.replace(/\s+/g, " ").trim();
  };

  const shortened = (text, most) => (most && text.length > most ? `${text.slice(0, most - 1)}…` : text);

  const fieldLabel = (state, most) => {
    if (typeof state !== "string") return state?.title || state?.string || "";
    try {
      const { blocks } = JSON.parse(state);
      return shortened(blocks.map(({ text }) => text).filter(Boolean).join(" "), most);
    } catch {
      return shortened(state, most);
    }
  };

  // What Wagtail's own blocks say of themselves, from a state: see getTextLabel in BaseSequenceBlock and StructBlock.
  const labelOf = (definition, state, most) => {
    const { childBlockDefsByName: children, meta } = definition;
    if (!children) return fieldLabel(state, most);
    if (Array.isArray(state)) {
      const labels = state.map(({ type, value }) => labelOf(children[type], value, most)).filter(Boolean);
      return shortened(labels.join(", "), most);
    }
    const label = (name) => (children[name] && state ? labelOf(children[name], state[name], most) : "");
    if (typeof meta.labelFormat === "string") return meta.labelFormat.replace(/\{(\w+)\}/g, (_, name) => label(name));
    return Object.keys(children).map(label).find(Boolean) || "";
  };

  /* What a form sends. */

  // A rich text editor writes its text anew a moment after it is built. That is no edit either.
  const settle = (element) => {
    const { createEditorStateFromRaw, serialiseEditorStateToRaw } = window.Draftail || {};
    if (!serialiseEditorStateToRaw) return;
    element.querySelectorAll("input[type=hidden]").forEach((input) => {
      if (!("rawContentState" in input)) return;
      const raw = serialiseEditorStateToRaw(createEditorStateFromRaw(JSON.parse(input.value)));
      input.rawContentState = raw;
      input.value = JSON.stringify(raw);
    });
  };

  // Of a copied text, Wagtail hands on the editor's state, which a new editor writes into the form a moment later: who
  // saves before that would lose it. As a form sends it, it is there at once.
  const written = (state) => {
    if (state?.getCurrentContent) return JSON.stringify(window.Draftail.serialiseEditorStateToRaw(state));
    if (Array.isArray(state)) return state.map(written);
    if (!state || Object.getPrototypeOf(state) !== Object.prototype) return state;
    return Object.fromEntries(Object.entries(state).map(([name, value]) => [name, written(value)]));
  };

  const opened = new WeakMap(); // form → blocks that were built in it

  const watch = (block, form) => {
    if (!opened.has(form)) {
      opened.set(form, []);
      form.addEventListener("formdata", ({ formData }) => {
        const there = opened.get(form).filter(({ stored }) => stored.isConnected);
        opened.set(form, there);
        const left = there.reduce((entries, each) => each.choose(entries), [...formData]);
        const names = new Set(left.map(([name]) => name));
        new Set([...formData.keys()]).forEach((name) => names.has(name) || formData.delete(name));
      });
    }
    opened.get(form).push(block);
    opened.get(form).sort((a, b) => b.prefix.length - a.prefix.length); // what is inside first
    new FormData(form); // Notes the fields as they are, unchanged.
  };

  /* A block that is not built. */

  const waiting = new Map(); // placeholder → block, opened together with many others
  const seen = new IntersectionObserver(
    (entries) => entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => waiting.get(target)?.build()),
    { rootMargin: "50% 0px" },
  );
  let asked = 0;

  class UnopenedBlock {
    constructor(definition, placeholder, prefix, state, stored) {
      Object.assign(this, { blockDef: definition, type: definition.name, prefix, state });
      this.element = document.createElement("div");
      this.stored = Object.assign(document.createElement("input"), { type: "hidden", name: prefix, value: stored });
      this.words = document.createElement("p");
      this.words.textContent = unescaped(textOf(JSON.parse(stored)));
      this.element.append(this.stored, this.words);
      placeholder.replaceWith(this.element);
    }

    belongsTo(child) {
      this.child = child;
      child.toggleElement.addEventListener("wagtail:panel-toggle", ({ detail }) => detail.expanded && this.open());
    }

    holds(id) {
      return this.child.id === id || this.stored.value.includes(id);
    }

    open() {
      if (this.built || waiting.has(this.words)) return;
      if (!asked) setTimeout(() => { asked = 0; });
      asked += 1;
      if (asked <= AT_ONCE) this.build();
      else {
        waiting.set(this.words, this);
        seen.observe(this.words);
      }
    }

    build() {
      if (this.built) return this.built;
      seen.unobserve(this.words);
      waiting.delete(this.words);
      this.built = this.blockDef.render(this.words, this.prefix, this.state, undefined, new Map());
      this.child.block = this.built;
      this.state = null;
      settle(this.element);
      if (this.element.closest("form")) watch(this, this.element.closest("form"));
      return this.built;
    }

    // Returns of a form's entries either the fields, or what is stored if they are as they were.
    choose(entries) {
      const isField = ([name]) => name.startsWith(`${this.prefix}-`);
      const now = JSON.stringify(entries.filter(isField));
      this.before ??= now;
      return entries.filter((entry) => (now === this.before ? !isField(entry) : entry[0] !== this.prefix));
    }

    getTextLabel(options) { return this.built ? this.built.getTextLabel(options) : labelOf(this.blockDef, this.state, options?.maxLength); }
    getState() { return this.build().getState(); }
    getDuplicatedState() { return this.build().getDuplicatedState(); }
    getValue() { return this.build().getValue(); }
    setState(state) { this.build().setState(state); }
    setError(error) { if (error) this.build().setError(error); }
    focus(options) { this.build().focus(options); }
  }

  class UnopenedDefinition {
    constructor(definition, stored) {
      Object.assign(this, { definition, stored, name: definition.name, meta: definition.meta });
      definition.collapsible = false; // the stream folds it
    }

    render(placeholder, prefix, state) {
      return new UnopenedBlock(this.definition, placeholder, prefix, state, this.stored);
    }
  }

  /* The stream. */

  const commented = () => {
    const data = document.getElementById("comments-data");
    return data ? JSON.parse(data.textContent).comments.map(({ contentpath }) => contentpath) : [];
  };

  const idsInAddress = () => decodeURIComponent(window.location.hash).match(ID) || [];

  class FoldedStreamBlock extends StreamBlock {
    constructor(...args) {
      super(...args);
      this.isBuilt = true; // from now on, what is inserted is to be written into
      const paths = commented();
      const ids = idsInAddress();
      this.unopened.forEach((block) => {
        if (paths.some((path) => path.split(".").includes(block.child.id))) block.build(); // shows its comments
        if (ids.some((id) => block.holds(id))) block.child.toggleElement.click();
      });
      if (this.unopened.length) window.addEventListener("hashchange", () => this.show());
    }

    get unopened() {
      return this.children.map(({ block }) => block).filter((block) => block instanceof UnopenedBlock);
    }

    insert(state, index, options) {
      this.stored = this.isBuilt && !options?.folded ? undefined : state.stored;
      return super.insert(this.isBuilt ? written(state) : state, index, options);
    }

    _createChild(definition, ...args) {
      const { stored } = this;
      this.stored = undefined;
      if (!stored || !(definition instanceof StructBlockDefinition)) return super._createChild(definition, ...args);
      const child = super._createChild(new UnopenedDefinition(definition, stored), ...args);
      child.block.belongsTo(child);
      return child;
    }

    // A link within the form may lead into what is not built.
    show() {
      const ids = idsInAddress();
      const found = this.unopened.find((block) => ids.some((id) => id !== block.child.id && block.holds(id)));
      if (!found) return;
      found.child.toggleElement.click();
      document.querySelector(`[data-contentpath="${ids.at(-1)}"]`)?.scrollIntoView();
    }
  }

  class FoldedStreamBlockDefinition extends StreamBlockDefinition {
    render(placeholder, prefix, initialState, initialError) {
      return new FoldedStreamBlock(this, placeholder, prefix, initialState, initialError);
    }
  }

  window.telepath.register("faq_blocks.FoldedStreamBlock", FoldedStreamBlockDefinition);
})();
