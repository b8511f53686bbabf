/** Loads the console from its beginning: somebody else is logged in now, and nothing of before must be left. */
export function startAnew(): void {
  location.assign(import.meta.env.BASE_URL);
}
