import type { ApolloClient } from "@apollo/client";
import type { ComponentType, ReactNode } from "react";

import type { Frame } from "./frame/frame-loader.js";

/** Date and time as they are typed, in the server's time zone. */
export interface TypedMoment {
  readonly date: string;
  readonly time: string;
}

/** Something that can be chosen, such as a group. */
export interface Choice {
  /** What the API calls it. */
  readonly value: string;
  /** What people call it. */
  readonly label: string;
}

/** What a field holds. */
export type FieldValue = string | boolean | TypedMoment | readonly Choice[];

/** What the fields hold, by their names. */
export type FormValues = Readonly<Record<string, FieldValue>>;

/** What all fields have. */
interface FieldBasics {
  /** What inputs of the API call it, so that faults find their way back. */
  readonly name: string;
  readonly label: string;
  readonly help?: ReactNode;
  readonly isRequired?: boolean;
  /** Shown only while another field has one of some values, and sent only then. */
  readonly shownWhen?: { readonly field: string; readonly isOneOf: readonly string[] };
  /** Why somebody may not change the field of an object (null in the add form), so that it is locked; null when they may. */
  readonly lockedFor?: (viewer: Frame["user"], object: EditedObject | null) => string | null;
}

/** A line of text. */
export interface TextField extends FieldBasics {
  readonly widget: "text" | "email";
  readonly maxLength: number;
  readonly autoComplete?: string;
}

/** A password, which is never filled in again. */
export interface PasswordField extends FieldBasics {
  readonly widget: "password";
  /** Name of the field that this one must repeat. It is where faults of that one are shown, and is not sent. */
  readonly repeats?: string;
}

/** A box to tick. */
export interface CheckboxField extends FieldBasics {
  readonly widget: "checkbox";
}

/** A few choices of which one is taken. */
export interface RadioField extends FieldBasics {
  readonly widget: "radio";
  readonly choices: readonly Choice[];
}

/** Date and time. */
export interface DateTimeField extends FieldBasics {
  readonly widget: "date-time";
}

/** Two boxes between which choices move: Django's `filter_horizontal`. */
export interface ChooserField extends FieldBasics {
  readonly widget: "chooser";
  /** What the choices are called together: `groups`. */
  readonly plural: string;
  /** Finds what can be chosen. The server searches: there may be more than a browser should hold. */
  readonly search: (client: ApolloClient, request: ChoiceRequest) => Promise<ChoicePage>;
  /** Model of the choices, if new ones can be made on the way. */
  readonly addable?: { readonly app: string; readonly model: string };
}

/** Something that is shown and not changed in the form. */
export interface DisplayField extends FieldBasics {
  readonly widget: "display";
  readonly Display: ComponentType<{ readonly object: EditedObject; readonly canChange: boolean }>;
}

/** A field of a form. */
export type FieldDescription = TextField | PasswordField | CheckboxField | RadioField | DateTimeField | ChooserField | DisplayField;

/** What part of the choices is wanted. */
export interface ChoiceRequest {
  /** Words that must all occur; empty for everything. */
  readonly search: string;
  /** Continue behind this place; null from the beginning. */
  readonly after: string | null;
}

/** A part of the choices. */
export interface ChoicePage {
  readonly choices: readonly Choice[];
  /** All that fit the search. */
  readonly count: number;
  /** Where the next page begins; null at the end. */
  readonly next: string | null;
}

/** Fields under a heading. */
export interface Fieldset {
  readonly heading?: string;
  readonly fields: readonly FieldDescription[];
}

/** An object in its form. */
export interface EditedObject {
  /** Opaque id of the API. */
  readonly id: string;
  readonly name: string;
  /** Grows with every change. */
  readonly version: number;
  /** A field without a value is one that the viewer may not see; it is left out. */
  readonly values: FormValues;
  /** What the model's own parts of the form show. */
  readonly details?: unknown;
}

/** What was saved. */
export interface SavedObject {
  readonly id: string;
  readonly name: string;
}

/** A form of its own beside the change form, such as the one of a password. It takes the right to change the object. */
export interface FormPage {
  /** Null when there is no such object. */
  load(client: ApolloClient, id: string): Promise<EditedObject | null>;
  readonly Content: ComponentType<{ readonly object: EditedObject }>;
}

/** Describes the forms in which one model is added, changed and viewed, in Django's words. */
export interface ChangeFormDescription {
  readonly fieldsets: readonly Fieldset[];
  /** Those of the add form, when they differ. */
  readonly addFieldsets?: readonly Fieldset[];
  /** A sentence above the add form. */
  readonly addIntro?: string;
  /** What the add form holds at first. */
  readonly blank?: FormValues;
  /** Names of fields that nobody changes here; they are shown as text. */
  readonly readonlyFields?: readonly string[];
  /** Whether the add form asks for a beginning only, so that the change form comes next whatever button was used. */
  readonly isAddedInTwoSteps?: boolean;
  /** Parts below the fields that show what belongs to the object. */
  readonly inlines?: readonly ComponentType<{ readonly object: EditedObject }>[];
  /** Tools at the right of the title, besides links to other pages: each an item of a list, or nothing. */
  readonly tools?: readonly ComponentType<{ readonly object: EditedObject }>[];
  /** Further forms of an object, by the last part of their address. */
  readonly pages?: Readonly<Record<string, FormPage>>;
  /** Null when there is no such object, or the viewer may not see it. */
  load(client: ApolloClient, id: string): Promise<EditedObject | null>;
  /**
   * Absent when none are added here.
   *
   * @throws InputRefused, Fault
   */
  create?(client: ApolloClient, input: FormInput): Promise<SavedObject>;
  /**
   * Saves what was changed, and nothing else.
   *
   * @throws InputRefused `CONFLICT` when somebody else saved after the version was read
   * @throws Fault
   */
  save(client: ApolloClient, change: { readonly id: string; readonly version: number; readonly input: FormInput }): Promise<SavedObject>;
}

/** Values as the API takes them: choices by what it calls them, moments in ISO 8601 or null. */
export type FormInput = Readonly<Record<string, unknown>>;
