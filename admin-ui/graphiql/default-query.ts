/** What a first visitor sees: something to run at once, and where to look next. */
export const defaultQuery = `# Gatehouse, development page
#
# Ctrl-Enter runs an operation.
# Ctrl-Space completes a word.
# The book opens the schema.
# After logIn, viewer is you.

query Welcome {
  authConfig {
    signUpOpen
  }
}

# query Viewer {
#   viewer {
#     id
#     username
#   }
# }
`;
