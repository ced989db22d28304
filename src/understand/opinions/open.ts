// Opens the second opinions that the configuration names.

import type { Fetcher } from '../../domain/fetcher.js'
import type { OpinionSpec } from '../../domain/settings.js'
import { openEncoder } from './encoder.js'
import { encoderOpinion, readHead } from './head.js'
import { openaiOpinion } from './openai.js'
import { type Opinion, Opinions } from './opinions.js'

/** What second opinions work with. */
export interface OpinionTools {
  readonly post: Fetcher['post']
  readonly log: ConstructorParameters<typeof Opinions>[1]
}

/** Opens them; null where none is named. Throws `config-invalid` for one that cannot work as it is configured. */
export async function openOpinions(specs: readonly OpinionSpec[], tools: OpinionTools): Promise<Opinions | null> {
  if (specs.length === 0) return null
  return new Opinions(await Promise.all(specs.map((spec) => openOpinion(spec, tools.post))), tools.log)
}

/** Opens one of them. Throws `config-invalid` when it cannot work as it is configured. */
export async function openOpinion(spec: OpinionSpec, post: OpinionTools['post']): Promise<Opinion> {
  if (spec.kind === 'openai') return openaiOpinion(spec, post)
  const head = readHead(spec.head)
  return encoderOpinion(spec, await openEncoder(spec.folder), head)
}
