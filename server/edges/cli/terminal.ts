import { read } from "read";

/** The person at the keyboard, or nobody. Commands know only this, so that tests can play the person. */
export interface Terminal {
  /** Whether somebody can be asked. */
  readonly isInteractive: boolean;
  /**
   * Asks for a line.
   *
   * @throws OperationCancelled on Ctrl-C and Ctrl-D
   */
  ask(prompt: string): Promise<string>;
  /**
   * Asks for a line without showing what is typed.
   *
   * @throws OperationCancelled on Ctrl-C and Ctrl-D
   */
  askSecret(prompt: string): Promise<string>;
  /** Tells a result, on standard output. */
  print(line: string): void;
  /** Shows how far long work is, in one line that the next one replaces; an empty one takes it away. Without a terminal: nothing. */
  progress(line: string): void;
  /** Tells a fault or something unusual, on standard error. */
  complain(line: string): void;
}

/** The person does not want to go on. */
export class OperationCancelled extends Error {
  constructor() {
    super("Operation cancelled.");
    this.name = "OperationCancelled";
  }
}

/** The terminal of this process. */
export function createTerminal(): Terminal {
  return {
    // Both: the prompts go to standard output, and only a terminal there can be told not to show what is typed.
    isInteractive: process.stdin.isTTY && process.stdout.isTTY,
    ask: async (prompt) => readLine(prompt, false),
    askSecret: async (prompt) => {
      const answer = await readLine(prompt, true);
      // The line end that was typed is not shown either.
      process.stdout.write("\n");
      return answer;
    },
    print: (line) => void process.stdout.write(`${line}\n`),
    progress: (line) => {
      if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`);
    },
    complain: (line) => void process.stderr.write(`${line}\n`),
  };
}

async function readLine(prompt: string, silent: boolean): Promise<string> {
  const answer = read({ prompt, silent }).catch(() => {
    throw new OperationCancelled();
  });
  return Promise.race([answer, endOfInput()]);
}

/** Rejects on Ctrl-D, of which `read` says nothing: the line reader lets go of the input without a line. */
async function endOfInput(): Promise<never> {
  return new Promise((_resolve, reject) => {
    process.stdin.once("pause", () => setImmediate(() => reject(new OperationCancelled())));
  });
}
