// Wagtail's editor of rich text hands to the form what is typed in it a quarter of a second later: who saves before that
// would lose it. Whatever reads a form (a save, an autosave, a preview, a dialog) gets what stands in its editors now.
(() => {
  const OF_COMMENTS = /^(?:COMMENT-|STYLE_RERENDER_)/;
  const sent = new WeakMap(); // an editor's content, which never changes → what a form sends of it

  const asSent = (state) => {
    const content = state.getCurrentContent();
    if (!sent.has(content)) {
      const raw = window.Draftail.serialiseEditorStateToRaw(state);
      raw?.blocks.forEach((block) => {
        block.inlineStyleRanges = block.inlineStyleRanges.filter(({ style }) => !OF_COMMENTS.test(style));
      });
      sent.set(content, JSON.stringify(raw));
    }
    return sent.get(content);
  };

  // Before all that looks at the entries themselves.
  window.addEventListener("formdata", ({ target, formData }) => {
    target.querySelectorAll("input[type=hidden]").forEach(({ name, draftailEditor }) => {
      if (draftailEditor && formData.has(name)) formData.set(name, asSent(draftailEditor.getEditorState()));
    });
  }, true);
})();
