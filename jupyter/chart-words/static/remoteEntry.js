// Jupyter ignores the text alternative in a picture's metadata; this sets it.
// Written by hand as a module-federation container: nothing has to be compiled.
(() => {
  let shared;

  const plugin = (rendermime) => {
    class SpokenImage extends rendermime.RenderedImage {
      async renderModel(model) {
        await super.renderModel(model);
        const picture = this.node.querySelector("img");
        const alt = model.metadata[this.mimeType]?.alt;
        if (picture && alt) picture.alt = alt;
      }
    }
    return {
      id: "chart-words:renderer",
      rank: 80, // before Jupyter's own, which has 90
      rendererFactory: {
        safe: true,
        mimeTypes: ["image/png"],
        createRenderer: (options) => new SpokenImage(options),
      },
    };
  };

  const fetchRendermime = async () => {
    const versions = Object.values(shared["@jupyterlab/rendermime"]);
    return (await versions[0].get())();
  };

  (window._JUPYTERLAB ??= {})["chart-words"] = {
    init: (scope) => { shared = scope; },
    get: async () => {
      const extension = plugin(await fetchRendermime());
      return () => ({ __esModule: true, default: extension });
    },
  };
})();
