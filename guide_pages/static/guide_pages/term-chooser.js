/* A word of rich text is marked as a glossary term: the one that it is stands first in the list. */
(() => {
  const { draftail } = window;
  if (!draftail || draftail.guidepostTerms) return;
  draftail.guidepostTerms = true;

  class TermSource extends draftail.ModalWorkflowSource {
    getChooserConfig(entity, selectedText) {
      const { termChooser } = this.props.entityType.chooserUrls;
      const urlParams = {};
      if (selectedText.trim()) urlParams.word = selectedText.trim();
      const locale = window.wagtailConfig?.ACTIVE_CONTENT_LOCALE;
      if (locale) urlParams.locale = locale;
      const onload = window.CHOOSER_MODAL_ONLOAD_HANDLERS;
      return { url: termChooser, urlParams, onload, responses: { chosen: this.onChosen } };
    }

    filterEntityData({ id, string }) {
      return { id, string };
    }

    /* As Wagtail's, which knows only its own entities: words go on being written at the ends of this one. */
    onChosen(chosen) {
      const { editorState, entityType, onComplete } = this.props;
      const { EditorState, Modifier } = window.DraftJS;
      const content = editorState.getCurrentContent();
      const made = content.createEntity(entityType.type, "MUTABLE", this.filterEntityData(chosen));
      const key = made.getLastCreatedEntityKey();
      const selection = editorState.getSelection();
      const marked = selection.isCollapsed()
        ? Modifier.insertText(made, selection, chosen.string, editorState.getCurrentInlineStyle(), key)
        : Modifier.applyEntity(made, selection, key);
      this.workflow.close();
      onComplete(EditorState.push(editorState, marked, "apply-entity"));
    }
  }

  const TermEntity = (props) => {
    const { id, string } = props.contentState.getEntity(props.entityKey).getData();
    const icon = window.React.createElement(window.wagtail.components.Icon, { name: "info-circle" });
    return window.React.createElement(draftail.TooltipEntity, { ...props, icon, label: string || String(id) });
  };

  draftail.registerPlugin({ type: "TERM", source: TermSource, decorator: TermEntity });
})();
