// Tries the second opinions of the configuration, so that a person hears what is wrong with them before a scan does.

import { explained, isExpected } from '../domain/errors.js'
import type { Fetcher } from '../domain/fetcher.js'
import type { OpinionSpec, Settings } from '../domain/settings.js'
import { openOpinion } from '../understand/opinions/open.js'

/** Asks each about a made-up post; what is wrong with it, or null. */
export function checkOpinions(
  { opinions, brands }: Settings,
  fetcher: Pick<Fetcher, 'post'>,
): Promise<readonly { readonly name: string; readonly fault: string | null }[]> {
  const [brand] = brands
  const text = `${brand?.name ?? ''}: llevo dos días sin servicio y nadie contesta`
  return Promise.all(
    opinions.map(async (spec) => {
      try {
        const opinion = await openOpinion(spec, (url, headers, body) => fetcher.post(url, headers, body))
        if (brand !== undefined) await opinion.ask({ text, brand })
        return { name: nameOf(spec), fault: null }
      } catch (error) {
        if (!isExpected(error)) throw error
        return { name: nameOf(spec), fault: explained(error) }
      }
    }),
  )
}

function nameOf(spec: OpinionSpec): string {
  return spec.kind === 'onnx' ? `onnx ${spec.folder}` : `openai ${spec.model}`
}
