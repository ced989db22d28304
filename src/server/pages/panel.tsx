// A panel of figures: a heading, and what stands under it.

import type { Child, FC } from 'hono/jsx'

/** A panel; a wide one takes the whole row. */
export const Panel: FC<{ title: string; wide?: boolean; children?: Child }> = ({ title, wide, children }) => (
  <section class={wide === true ? 'card panel wide' : 'card panel'}>
    <h3>{title}</h3>
    {children}
  </section>
)
