import { table } from "./table.mjs";

/**
 * docs/generated/cli.md.
 * @param {import("commander").Command} program
 * @returns {string}
 */
export function cliPage(program) {
  return [
    "<!-- Made by `npm run docs` from server/edges/cli. -->",
    "",
    "# Commands",
    "",
    `Run them with \`npx ${program.name()} <command>\`; \`npx ${program.name()} <command> --help\` tells more. They read the same settings as the server, and`,
    "work beside a running one. Exit code 0 means done, 1 that it was not; what is wrong is told on standard error.",
    "",
    ...program.commands.flatMap((command) => section(program.name(), command)),
  ].join("\n");
}

function section(parent, command) {
  const name = `${parent} ${command.name()}`;
  if (command.commands.length > 0) return command.commands.flatMap((subcommand) => section(name, subcommand));
  const help = command.createHelp();
  const options = help.visibleOptions(command).filter(({ long }) => long !== "--help");
  const rows = [
    ...command.registeredArguments.map((argument) => [`\`${argument.name()}\``, help.argumentDescription(argument)]),
    ...options.map((option) => [`\`${help.optionTerm(option)}\``, help.optionDescription(option)]),
  ];
  return [
    `## ${name.replace(/^\S+ /, "")}`,
    "",
    `\`${name} ${command.usage()}\``,
    "",
    command.description(),
    "",
    ...(rows.length > 0 ? [...table(["option", "meaning"], rows), ""] : []),
  ];
}
