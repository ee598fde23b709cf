/* The link button of rich text begins with guides, and keeps the place in a guide that a link leads to. */
(() => {
  const { draftail } = window;
  if (!draftail || draftail.guidepostLinks) return;
  draftail.guidepostLinks = true;

  const steps = () => ({
    ...window.PAGE_CHOOSER_MODAL_ONLOAD_HANDLERS,
    guides(modal) {
      const body = modal.body[0] ?? modal.body;
      body.querySelectorAll(".link-types a, .guide-links__step").forEach((link) => {
        link.addEventListener("click", (event) => { event.preventDefault(); modal.loadUrl(link.href); });
      });
      const search = body.querySelector(".guide-links__search");
      search?.addEventListener("submit", (event) => {
        event.preventDefault();
        modal.loadUrl(`${search.action}?${new URLSearchParams(new FormData(search))}`);
      });
      body.querySelectorAll("[data-guide-link]").forEach((place) => {
        place.addEventListener("click", () => {
          const { id, parentId, url, title, fragment } = place.dataset;
          modal.respond("pageChosen", { id: Number(id), parentId: Number(parentId), url, title, fragment });
          modal.close();
        });
      });
      const first = body.querySelector("[type=search]") ?? body.querySelector(".guide-links__place");
      first?.focus();
      // A dialog that is just opening takes no focus before it is seen, and then takes it itself.
      window.jQuery?.(body.closest(".modal")).one("shown.bs.modal", () => first?.focus());
    },
  });

  class GuideLinkSource extends draftail.LinkModalWorkflowSource {
    getChooserConfig(entity, selectedText) {
      const config = super.getChooserConfig(entity, selectedText);
      const known = entity?.getData();
      const isGuide = !known || (known.id && known.fragment);
      const { guideChooser } = this.props.entityType.chooserUrls;
      if (!guideChooser || !isGuide) return { ...config, onload: steps() };
      const urlParams = known ? { ...config.urlParams, page: known.id } : config.urlParams;
      return { ...config, url: guideChooser, urlParams, onload: steps() };
    }

    filterEntityData(data) {
      const kept = super.filterEntityData(data);
      return data.id && data.fragment ? { ...kept, fragment: data.fragment } : kept;
    }
  }

  const { LINK } = draftail.registerPlugin({ type: "GUIDEPOST_UNUSED" });
  draftail.registerPlugin({ ...LINK, source: GuideLinkSource });
})();
