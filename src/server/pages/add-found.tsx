// An address that can be watched, with the button that does it.

import type { FC } from 'hono/jsx'
import { FormFields } from './frame.js'
import type { PageView } from './page.js'

/** A found address with the button that adds it. */
export const AddFound: FC<{ view: PageView; url: string; kind: string; text: string; button?: string }> = (props) => (
  <form method="post" action="/sources" class="found">
    <FormFields view={props.view} back="/sources" />
    <input type="hidden" name="url" value={props.url} />
    <input type="hidden" name="kind" value={props.kind} />
    <span>
      <bdi dir="auto">{props.text}</bdi>
      <br />
      <span class="hint">{props.url}</span>
    </span>
    <button type="submit" class="btn">
      {props.button ?? props.view.words.sources.addThis}
    </button>
  </form>
)
