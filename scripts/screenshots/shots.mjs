import { CHANGE_SHOTS } from "./change-shots.mjs";
import { FORM_SHOTS } from "./form-shots.mjs";
import { FRAME_SHOTS } from "./frame-shots.mjs";
import { LIST_SHOTS } from "./list-shots.mjs";

/**
 * What is taken, under the names of the pictures of Django's admin where there is such a picture. An address may hold `{username}`,
 * which stands for the id of that user, or `{group:name}`. What changes data comes last, so that it shows in no other picture.
 * @type {{ name: string, address: string, as?: string | null, isFullPage?: boolean, colorScheme?: string, timezoneId?: string,
 *   viewport?: { width: number, height: number }, clip?: { x: number, y: number, width: number, height: number },
 *   act?: (page: import("playwright-core").Page, place: import("./place.mjs").Place) => Promise<unknown> }[]}
 */
export const SHOTS = [...FRAME_SHOTS, ...LIST_SHOTS, ...FORM_SHOTS, ...CHANGE_SHOTS];
