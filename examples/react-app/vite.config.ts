import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The library and the app must share one React and one Apollo Client, even where two versions are installed.
export default defineConfig({
  plugins: [react()],
  resolve: { dedupe: ["react", "react-dom", "@apollo/client"] },
  server: { host: "127.0.0.1", port: 4002, strictPort: true },
});
