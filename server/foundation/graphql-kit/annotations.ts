import { DirectiveLocation, GraphQLDirective, GraphQLList, GraphQLNonNull, type GraphQLSchema, GraphQLString } from "graphql";
import { Directive, Extensions } from "type-graphql";

/** Says which signals a root field may send. */
export function Emits(...signals: readonly string[]): MethodDecorator {
  return annotate({ emits: signals }, `@emits(events: ${JSON.stringify(signals)})`);
}

/** Says which settings limit how often a root field may be used. */
export function RateLimited(...settings: readonly string[]): MethodDecorator {
  return annotate({ rateLimit: settings }, `@rateLimit(settings: ${JSON.stringify(settings)})`);
}

const names = new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(GraphQLString)));

/** The directives that show {@link Emits} and {@link RateLimited} in the printed schema. */
export const annotationDirectives: readonly GraphQLDirective[] = [
  new GraphQLDirective({
    name: "emits",
    description: "Sends signals to listeners inside the server.",
    locations: [DirectiveLocation.FIELD_DEFINITION],
    args: { events: { type: names, description: "Names of the signals." } },
  }),
  new GraphQLDirective({
    name: "rateLimit",
    description: "May be used only so often; `RATE_LIMITED` beyond.",
    locations: [DirectiveLocation.FIELD_DEFINITION],
    args: { settings: { type: names, description: "Names of the settings that say how often." } },
  }),
];

/** Adds a sentence for each annotation to the description, because introspection does not show directives. */
export function describeAnnotations(schema: GraphQLSchema): void {
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      const { emits, rateLimit } = field.extensions as { emits?: readonly string[]; rateLimit?: readonly string[] };
      const sentences = [...(rateLimit ? [`Limited by ${listed(rateLimit)}.`] : []), ...(emits ? [`Emits ${listed(emits)}.`] : [])];
      if (sentences.length > 0) field.description = [field.description, sentences.join(" ")].join("\n\n");
    }
  }
}

function listed(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(", ");
}

function annotate(extensions: Record<string, readonly string[]>, directive: string): MethodDecorator {
  return (target, property, descriptor) => {
    Extensions(extensions)(target, property, descriptor);
    Directive(directive)(target, property, descriptor);
  };
}
