// Where people type a site's address. Plain text with a keyboard for addresses: browsers would refuse "foro.example" in
// a field of type url, and the server reads it all the same.

import type { FC } from 'hono/jsx'

/** Longer addresses are no addresses. */
const ADDRESS_CHARS_MAX = 2048

/** The field `url` of a form. */
export const AddressField: FC<{ title: string; value: string; example: string }> = ({ title, value, example }) => (
  <label>
    <span>{title}</span>
    <input
      type="text"
      inputmode="url"
      name="url"
      required
      maxlength={ADDRESS_CHARS_MAX}
      value={value}
      placeholder={example}
      autocomplete="off"
    />
  </label>
)
