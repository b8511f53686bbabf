interface ImportMetaEnv {
  /** Address of the Gatehouse server, without a slash at the end; `http://127.0.0.1:4000` when absent. */
  readonly VITE_GATEHOUSE_URL?: string;
}
