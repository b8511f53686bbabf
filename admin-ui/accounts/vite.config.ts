import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The account pages as static files for a strict Content-Security-Policy: nothing inline, nothing from other hosts. */
export default defineConfig({
  plugins: [react()],
  base: "/accounts/",
  build: {
    target: "es2022",
    // Pictures become files, so that the policy needs no `data:`.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: { "/graphql": "http://127.0.0.1:3000", "/accounts/logo": "http://127.0.0.1:3000" } },
});
