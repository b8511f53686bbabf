/** No honest form sends a text this long, in UTF-16 units; shorter ones that are still too long get a user error. */
export const absurdLength = 100_000;
