import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** A page of static files for a strict Content-Security-Policy: nothing inline, nothing from other hosts. */
export default defineConfig({
  plugins: [react()],
  // The server offers the page there, with or without the slash at the end.
  base: "/graphiql/",
  build: {
    target: "es2022",
    // Fonts become files, so that the policy needs no `data:`.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // GraphiQL with its editor is one megabyte; it is a tool for developers on their own machine.
    chunkSizeWarningLimit: 1500,
  },
});
