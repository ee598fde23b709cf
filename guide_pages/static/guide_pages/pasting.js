// Pastes from Word, Google Docs and pages keep their structure. The editor of a text knows paragraphs, lists and bold;
// what has more is sent to the server, which answers with blocks: they stand after the text, with a line that says what
// became of the paste and takes it back. Where only words can stand, it is words, and the line says what was lost.
(() => {
  const { address, pasting, undo, failed } = document.currentScript.dataset;
  const STRUCTURE = new RegExp(
    [
      "<(?:h[1-6]|table|blockquote|sup|sub|hr|img)[\\s>]", "vertical-align:\\s*su", "class=\"?Mso", "docs-internal-guid",
      "google\\.[a-z.]+/url\\?", "safelinks\\.protection", "urldefense\\.", "//lm?\\.facebook",
    ].join("|"),
    "i",
  );
  const OWN = /data-draftjs-conductor|data-editor=/; // copied in an editor like this one

  const inputOf = (target) =>
    [...(target.closest?.("[data-draftail-editor-wrapper]")?.parentNode.children || [])].find((el) => el.draftailEditor);

  const hasHeadings = ({ draftailEditor: editor }) => editor.props.blockTypes.some(({ type }) => type.startsWith("header-"));

  /* Where in a form a text stands: a stream and its child, from the outermost. */

  const descend = (stream, input, path = []) => {
    const child = stream.children.find(({ element }) => element.contains(input));
    if (!child) return path;
    const inner = Object.values(child.block.childBlocks || {})
      .find((block) => block.children && block.container?.[0]?.contains(input));
    return inner ? descend(inner, input, [...path, { stream, child }]) : [...path, { stream, child }];
  };

  const pathTo = (input) => {
    let element = input;
    while (element && !element.rootBlock) element = element.parentElement;
    return element?.rootBlock.children ? descend(element.rootBlock, input) : [];
  };

  const takes = ({ stream }, type) => type in stream.blockDef.childBlockDefsByName;

  // A text that stands in a stream by itself, where other blocks can stand beside it.
  const isBesideBlocks = (place, input) =>
    place && place.child.type === "text" && place.child.block.widget?.input === input && takes(place, "subheading");

  /* What is pasted into the text itself. */

  const insertContent = (editor, content) => {
    const { EditorState, Modifier } = window.DraftJS;
    const state = editor.getEditorState();
    const next = Modifier.replaceWithFragment(state.getCurrentContent(), state.getSelection(), content.getBlockMap());
    editor.onChange(EditorState.push(state, next, "insert-fragment"));
  };

  const insertText = (editor, raw) => insertContent(editor, window.DraftJS.convertFromRaw(JSON.parse(raw)));

  const insertWords = (editor, words) => insertContent(editor, window.DraftJS.ContentState.createFromText(words));

  const withoutSelected = (state) => {
    const { EditorState, Modifier } = window.DraftJS;
    if (state.getSelection().isCollapsed()) return state;
    const content = Modifier.removeRange(state.getCurrentContent(), state.getSelection(), "backward");
    return EditorState.push(state, content, "remove-range");
  };

  const isAtEnd = (state) => {
    const last = state.getCurrentContent().getLastBlock();
    const selection = state.getSelection();
    return selection.getEndKey() === last.getKey() && selection.getEndOffset() === last.getLength();
  };

  /* What is pasted beside the text. Returns how to take it back. */

  const insertBlocks = (path, input, { content, sections }) => {
    const { stream, child } = path.at(-1);
    const editor = input.draftailEditor;
    const before = editor.getEditorState();
    const blocks = [...content];
    const added = [];
    const [outer] = path;
    const isInSection = path.length > 1 && takes(outer, "section");
    if (!isInSection) {
      sections.forEach(({ id, value }) => blocks.push({ type: "subheading", value: value.heading, id }, ...value.content));
    }
    const first = blocks[0]?.type === "text" ? blocks.shift() : null;
    if (blocks.length && !isAtEnd(before)) {
      const { stateBefore, stateAfter, shouldMoveCommentFn } = window.draftail.splitState(withoutSelected(before));
      child.split(window.DraftJS.EditorState.moveSelectionToEnd(stateBefore), stateAfter, shouldMoveCommentFn, {});
      added.push(stream.children[child.index + 1]);
    }
    if (first) insertText(editor, first.value);
    const insert = (into, after, each, options) =>
      each.forEach((state, n) => added.push(into.insert(state, after.index + 1 + n, options)));
    insert(stream, child, blocks, {});
    if (isInSection) insert(outer.stream, outer.child, sections, { collapsed: true, folded: true });
    return () => {
      added.reverse().forEach((each) => each.sequence.deleteBlock(each.index, { animate: false }));
      editor.onChange(before);
    };
  };

  /* What is said. */

  const notices = new WeakMap(); // input → its line

  const noticeOf = (input) => {
    notices.get(input)?.remove();
    const notice = document.createElement("div");
    notice.className = "help-block help-info";
    notice.setAttribute("role", "status");
    notices.set(input, notice);
    input.parentNode.append(notice);
    return notice;
  };

  const say = (notice, words, takeBack) => {
    notice.textContent = words;
    notice.insertAdjacentHTML("afterbegin", '<svg class="icon icon-help" aria-hidden="true"><use href="#icon-help"></use></svg>');
    if (!takeBack) return;
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: undo });
    button.className = "button button-small button-secondary";
    button.addEventListener("click", () => {
      notice.remove();
      takeBack();
    });
    notice.append(" ", button);
  };

  const ask = async (html, onlyText) => {
    const body = new FormData();
    body.set("html", html);
    if (onlyText) body.set("only_text", "1");
    body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.refused || "");
    return said;
  };

  const paste = async (input, html, words) => {
    const editor = input.draftailEditor;
    const notice = noticeOf(input);
    say(notice, pasting);
    const path = pathTo(input);
    const isBeside = isBesideBlocks(path.at(-1), input);
    let answer;
    try {
      answer = await ask(html, !isBeside);
    } catch (error) {
      insertWords(editor, words);
      say(notice, error.message && !(error instanceof TypeError || error instanceof SyntaxError) ? `${failed} ${error.message}` : failed);
      return;
    }
    const before = editor.getEditorState();
    if (isBeside) say(notice, answer.said, insertBlocks(path, input, answer));
    else {
      answer.content.forEach(({ value }) => insertText(editor, value));
      say(notice, answer.said, () => editor.onChange(before));
    }
  };

  document.addEventListener("paste", (event) => {
    const input = inputOf(event.target);
    const html = event.clipboardData?.getData("text/html");
    if (!input || !html || OWN.test(html) || !STRUCTURE.test(html) || hasHeadings(input) || !window.DraftJS) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    paste(input, html, event.clipboardData.getData("text/plain"));
  }, true);
})();
