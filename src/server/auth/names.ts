// What a person or token may be called: readable, and safe in addresses, logs and mentions.

const NAME_FORM = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{0,63}$/u

/** Longest name, in characters: what a form field may hold. */
export const NAME_CHARS_MAX = 64

/** True of a name that a user or a token may bear. */
export function isName(text: string): boolean {
  return NAME_FORM.test(text)
}
