import { OperationCancelled, type Terminal } from "../../edges/cli/terminal.js";

/** A person who gives prepared answers, and cancels when there are none left. */
export class PlayedTerminal implements Terminal {
  /** What was asked for. */
  readonly prompts: string[] = [];
  readonly printed: string[] = [];
  readonly complaints: string[] = [];
  readonly progressLines: string[] = [];

  constructor(
    private readonly answers: string[] = [],
    readonly isInteractive = true,
  ) {}

  readonly ask = async (prompt: string): Promise<string> => this.answer(prompt);
  readonly askSecret = async (prompt: string): Promise<string> => this.answer(prompt);
  readonly print = (line: string): void => void this.printed.push(line);
  readonly progress = (line: string): void => void this.progressLines.push(line);
  readonly complain = (line: string): void => void this.complaints.push(line);

  private answer(prompt: string): string {
    this.prompts.push(prompt);
    const answer = this.answers.shift();
    if (answer === undefined) throw new OperationCancelled();
    return answer;
  }
}
