const MAX_PARAMETERS = 3;

/**
 * ESLint's `max-params` for the functions that we name ourselves. Not for constructors, which take what they need one by one
 * because nobody but composition.ts calls them, and not for callbacks, whose parameters somebody else has chosen.
 */
const maxParameters = {
  create(context) {
    const check = (node, called) => {
      if (called.params.length <= MAX_PARAMETERS) return;
      const message = `${called.params.length} parameters; ${MAX_PARAMETERS} at most. Put what belongs together into one object.`;
      context.report({ node, message });
    };
    return {
      FunctionDeclaration: (node) => check(node, node),
      MethodDefinition: (node) => node.kind === "method" && check(node, node.value),
    };
  },
};

export default { meta: { name: "gatehouse" }, rules: { "max-parameters": maxParameters } };
